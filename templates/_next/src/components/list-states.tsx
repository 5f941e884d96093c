import type { ReactNode } from 'react';
import { Button } from './button.tsx';

const WIDTHS = ['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3'];

/** A list that is loading: placeholders for its rows. */
export function ListLoading({ label }: { label: string }) {
  return (
    <div role="status" className="divide-y divide-line border-y border-line">
      <span className="sr-only">{label}</span>
      {WIDTHS.map((width) => (
        <div key={width} aria-hidden="true" className="grid gap-2.5 py-6 motion-safe:animate-pulse">
          <span className={`h-5 rounded-sm bg-line ${width}`} />
          <span className="h-3.5 w-32 rounded-sm bg-line" />
        </div>
      ))}
    </div>
  );
}

type ListEmptyProps = { title: string; text: string; children?: ReactNode };

/** A list without rows: why it is empty, and what people can do. */
export function ListEmpty({ title, text, children }: ListEmptyProps) {
  return (
    <Message role="status" title={title} text={text}>
      {children}
    </Message>
  );
}

type ListErrorProps = { title: string; text?: string; onRetry: () => void };

/** A list that could not be fetched, with a button to try again. */
export function ListError({ title, text = 'Trying again may help.', onRetry }: ListErrorProps) {
  return (
    <Message role="alert" title={title} text={text}>
      <Button look="quiet" onClick={onRetry}>
        Try again
      </Button>
    </Message>
  );
}

type MessageProps = ListEmptyProps & { role: 'status' | 'alert' };

function Message({ role, title, text, children }: MessageProps) {
  return (
    <div
      role={role}
      className="grid justify-items-center gap-3 rounded-md border border-dashed border-edge px-6 py-16 text-center"
    >
      <h2 className="font-serif text-xl wrap-anywhere">{title}</h2>
      <p className="max-w-[44ch] text-soft">{text}</p>
      {children && <div className="mt-4 flex flex-wrap justify-center gap-3">{children}</div>}
    </div>
  );
}
