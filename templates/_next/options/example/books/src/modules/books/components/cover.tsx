import '../books.css';
import { bindingOf, CLOTHS, type Layout, type TitleSize, titleSize } from '../cover.ts';

type CoverProps = { title: string; author: string; className?: string };

const TITLE_SIZES: Record<TitleSize, string> = {
  '2xl': 'text-[20cqi] leading-[0.94]',
  xl: 'text-[16cqi] leading-[0.96]',
  l: 'text-[13cqi] leading-none',
  m: 'text-[10.5cqi] leading-[1.04]',
  s: 'text-[8.5cqi] leading-[1.06]',
};

/** The front cover of a book. It is decoration: the title is always beside it as text. */
export function Cover({ title, author, className = '' }: CoverProps) {
  const { cloth, layout } = bindingOf(author);
  const Face = FACES[layout];
  return (
    <div
      aria-hidden="true"
      data-cover={layout}
      className={`@container relative aspect-2/3 overflow-hidden rounded-sm font-serif shadow-(--shadow-book) select-none ${CLOTHS[cloth]} ${className}`}
    >
      <Face
        title={
          <span className={`wrap-anywhere ${TITLE_SIZES[titleSize(title, layout)]}`}>
            {title || 'Untitled'}
          </span>
        }
        author={<span className="text-[7cqi] leading-tight">{author || 'Author'}</span>}
      />
      {/* The groove where the board meets the spine. */}
      <span className="absolute inset-y-0 start-[3.5%] w-[2.5%] bg-linear-to-r from-(--print-dark)/25 to-(--print-light)/15" />
    </div>
  );
}

type FaceProps = { title: React.ReactNode; author: React.ReactNode };

const FACES: Record<Layout, (props: FaceProps) => React.ReactNode> = {
  block: ({ title, author }) => (
    <div className="flex h-full flex-col justify-between py-[9cqi] pe-[8cqi] ps-[13cqi]">
      {title}
      <span className="border-t border-current/50 pt-[4cqi]">{author}</span>
    </div>
  ),
  bands: ({ title, author }) => (
    <div className="grid h-full grid-rows-[1fr_auto_1fr]">
      <span />
      <span className="flex min-h-[62cqi] flex-col justify-center gap-[6cqi] bg-(--print-light) py-[6cqi] pe-[7cqi] ps-[12cqi] text-(--print-dark)">
        {title}
        {author}
      </span>
      <span />
    </div>
  ),
  label: ({ title, author }) => (
    <div className="flex h-full flex-col items-center pt-[20cqi] ps-[5cqi]">
      <span className="flex min-h-[62cqi] w-[76%] flex-col items-center justify-center gap-[6cqi] bg-(--print-light) p-[5cqi] text-center text-(--print-dark) outline-[0.8cqi] -outline-offset-[2.5cqi] outline-(--print-dark)/30">
        {title}
        {author}
      </span>
    </div>
  ),
  frame: ({ title, author }) => (
    <div className="h-full py-[7cqi] pe-[7cqi] ps-[12cqi]">
      <div className="flex h-full flex-col items-center justify-between border-[0.9cqi] border-current/60 p-[6cqi] text-center">
        {author}
        {title}
        <span className="size-[5cqi] rotate-45 border-[0.9cqi] border-current/60" />
      </div>
    </div>
  ),
};
