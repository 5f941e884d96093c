'use client';

import {
  createContext,
  type FocusEvent,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { CloseIcon } from './icons.tsx';

type Tone = 'info' | 'error';
type Message = { id: number; text: string; tone: Tone };
type Notify = (text: string, tone?: Tone) => void;

const NotifyContext = createContext<Notify>(() => {});

/** Shows a short message, over any page. */
export function useNotify(): Notify {
  return use(NotifyContext);
}

const SHOWN_FOR = 6000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const lastId = useRef(0);

  const notify = useCallback<Notify>((text, tone = 'info') => {
    lastId.current += 1;
    const id = lastId.current;
    setMessages((shown) => [...shown, { id, text, tone }]);
  }, []);

  const remove = useCallback((id: number) => {
    setMessages((shown) => shown.filter((message) => message.id !== id));
  }, []);

  return (
    <NotifyContext value={notify}>
      {children}
      <Toasts messages={messages} onRemove={remove} />
    </NotifyContext>
  );
}

type ToastsProps = { messages: readonly Message[]; onRemove: (id: number) => void };

/** The messages, the newest at the bottom. All stay while the pointer or the focus is on one of them. */
function Toasts({ messages, onRemove }: ToastsProps) {
  const region = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<HTMLElement | null>(null);
  const [isHeld, setHeld] = useState(false);

  function enter({ target, relatedTarget }: FocusEvent<HTMLElement>) {
    // A click also focuses a button. Then the pointer decides how long the messages stay.
    if (target.matches(':focus-visible')) setHeld(true);
    if (relatedTarget instanceof HTMLElement && !region.current?.contains(relatedTarget))
      cameFrom.current = relatedTarget;
  }

  function leave({ relatedTarget }: FocusEvent) {
    if (!region.current?.contains(relatedTarget)) setHeld(false);
  }

  /** Removes a message whose button was pressed. The focus moves to the next one, or back to where it was before. */
  function dismiss(id: number, button: HTMLElement) {
    const others = [...(region.current?.querySelectorAll('button') ?? [])];
    const other = others.find((one) => one !== button);
    setHeld(false);
    if (button.matches(':focus-visible')) (other ?? cameFrom.current)?.focus();
    onRemove(id);
  }

  return (
    // Always in the document: screen readers do not announce a live region that is added with its text.
    <div
      ref={region}
      role="status"
      // Announce only new messages.
      aria-atomic="false"
      onPointerMove={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={enter}
      onBlur={leave}
      className="pointer-events-none fixed inset-x-0 bottom-0 z-40 grid max-h-dvh justify-items-center gap-2 overflow-y-auto p-5"
    >
      {messages.map((message) => (
        <Toast
          key={message.id}
          message={message}
          isHeld={isHeld}
          onExpire={onRemove}
          onDismiss={dismiss}
        />
      ))}
    </div>
  );
}

type ToastProps = {
  message: Message;
  isHeld: boolean;
  onExpire: (id: number) => void;
  onDismiss: (id: number, button: HTMLElement) => void;
};

function Toast({ message: { id, text, tone }, isHeld, onExpire, onDismiss }: ToastProps) {
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => onExpire(id), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [id, isHeld, onExpire]);

  return (
    <div
      className={`pointer-events-auto flex max-w-full items-center gap-3 rounded-md py-2 ps-5 pe-2 text-sm text-paper shadow-raised ${tone === 'error' ? 'bg-danger' : 'bg-ink'}`}
    >
      <p className="min-w-0 wrap-anywhere">{text}</p>
      <button
        type="button"
        aria-label="Dismiss"
        onClick={({ currentTarget }) => onDismiss(id, currentTarget)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape') onDismiss(id, currentTarget);
        }}
        className="grid size-11 shrink-0 place-items-center rounded-md focus-visible:-outline-offset-4 focus-visible:outline-current"
      >
        <CloseIcon className="size-4" />
      </button>
    </div>
  );
}
