'use client';

import { useId, useRef, useState } from 'react';
import { Button } from '@/components/button.tsx';
import { useNotify } from '@/components/toast.tsx';
import { useHydrated } from '@/components/use-hydrated.ts';
import { problemFrom } from '@/modules/problem-from.ts';

type RemoveSectionProps = {
  /** What the button says: “Remove this note”. */
  label: string;
  /** The question, and what goes with it. */
  title: string;
  text: string;
  remove: () => Promise<unknown>;
};

/** The last part of a page: it removes what the page shows, after a confirmation. */
export function RemoveSection({ label, title, text, remove }: RemoveSectionProps) {
  const notify = useNotify();
  const isHydrated = useHydrated();
  const [isRemoving, setRemoving] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  async function confirm() {
    setRemoving(true);
    try {
      await remove();
    } catch (error) {
      setRemoving(false);
      dialog.current?.close();
      notify(problemFrom(error).message, 'error');
    }
  }

  return (
    <section className="mt-16 border-t border-line pt-6">
      <button
        type="button"
        disabled={!isHydrated}
        onClick={() => dialog.current?.showModal()}
        className="min-h-11 text-sm font-medium text-danger underline underline-offset-4 hover:text-ink"
      >
        {label}
      </button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="m-auto w-[min(28rem,calc(100vw-2.5rem))] rounded-md bg-paper p-6 text-ink shadow-raised sm:p-8"
      >
        <h2 id={titleId} className="font-serif text-xl wrap-anywhere">
          {title}
        </h2>
        <p className="mt-2 text-soft">{text}</p>
        <div className="mt-7 flex flex-wrap justify-end gap-3">
          <Button look="quiet" onClick={() => dialog.current?.close()}>
            Keep it
          </Button>
          <Button look="danger" disabled={isRemoving} onClick={confirm}>
            Remove
          </Button>
        </div>
      </dialog>
    </section>
  );
}
