/** The heading of the library, the same while it loads. */
export function LibraryHeading() {
  return (
    <>
      <h1 className="font-serif text-3xl">Library</h1>
      <p className="mt-3 max-w-[46ch] text-lg text-soft">
        All your books. Say where you are with each one, and what it was worth, right in the list.
      </p>
    </>
  );
}
