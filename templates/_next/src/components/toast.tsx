'use client';

import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { CloseIcon } from './icons.tsx';

type Tone = 'info' | 'error';
type Message = { text: string; tone: Tone };
type Notify = (text: string, tone?: Tone) => void;

const NotifyContext = createContext<Notify>(() => {});

/** Says something in passing, over whichever page is open by then. */
export function useNotify(): Notify {
  return use(NotifyContext);
}

const SHOWN_FOR = 6000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message | null>(null);

  useEffect(() => {
    if (!message) return;
    const timer = setTimeout(() => setMessage(null), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [message]);

  return (
    <NotifyContext value={(text, tone = 'info') => setMessage({ text, tone })}>
      {children}
      {/* Always in the document: a live region that arrives together with its text is not read out. */}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-0 z-40 grid justify-center p-5"
      >
        {message && (
          <p
            className={`pointer-events-auto flex items-center gap-3 rounded-md py-2 pr-2 pl-5 text-sm shadow-raised ${message.tone === 'error' ? 'bg-danger text-paper' : 'bg-ink text-paper'}`}
          >
            {message.text}
            <button
              type="button"
              aria-label="Dismiss"
              onClick={() => setMessage(null)}
              className="grid size-9 place-items-center rounded-md focus-visible:-outline-offset-2 focus-visible:outline-current"
            >
              <CloseIcon className="size-4" />
            </button>
          </p>
        )}
      </div>
    </NotifyContext>
  );
}
