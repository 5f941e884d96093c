import type { ReactNode } from 'react';

type MessagePageProps = { figure: ReactNode; title: string; text: string; children: ReactNode };

/** A page with only a message. */
export function MessagePage({ figure, title, text, children }: MessagePageProps) {
  return (
    <div className="page grid items-center gap-x-20 gap-y-10 py-16 md:grid-cols-[auto_1fr] md:py-28">
      {/* The picture has no width of its own and fills the column. */}
      <div className="w-32 md:w-64">{figure}</div>
      <div className="grid justify-items-start gap-5">
        <h1 className="max-w-[16ch] font-serif text-3xl">{title}</h1>
        <p className="max-w-[44ch] text-soft">{text}</p>
        <div className="mt-2 flex flex-wrap gap-3">{children}</div>
      </div>
    </div>
  );
}
