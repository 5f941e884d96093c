const WIDTHS = ['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3', 'w-1/3', 'w-1/2'];

/** Placeholders for the rows of the list while it loads. */
export function BookListSkeleton() {
  return (
    <div role="status" className="mt-8 divide-y divide-line border-y border-line">
      <span className="sr-only">Fetching the books</span>
      {WIDTHS.map((width, index) => (
        <div
          key={index}
          aria-hidden="true"
          className="flex motion-safe:animate-pulse items-center gap-5 py-5"
        >
          <span className="aspect-2/3 w-14 rounded-sm bg-line" />
          <span className="grid flex-1 gap-2.5">
            <span className={`h-5 rounded-sm bg-line ${width}`} />
            <span className="h-3.5 w-32 rounded-sm bg-line" />
          </span>
        </div>
      ))}
    </div>
  );
}
