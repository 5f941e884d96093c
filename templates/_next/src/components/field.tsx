import type { ReactNode } from 'react';

export const controlClass =
  'w-full rounded-md border border-edge bg-surface px-3.5 py-2.5 placeholder:text-soft focus-visible:outline-offset-1 aria-invalid:border-danger aria-invalid:bg-danger-wash';

type FieldProps = {
  id: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  children: ReactNode;
};

/** A label, a control and what is to be said about it. The control names its messages with `describedBy`. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {hint && (
          <span id={`${id}-hint`} className="text-xs text-soft">
            {hint}
          </span>
        )}
      </div>
      {children}
      <FieldError id={`${id}-error`} message={error} />
    </div>
  );
}

export function FieldError({ id, message }: { id: string; message: string | undefined }) {
  if (!message) return null;
  return (
    <p id={id} className="text-sm text-danger">
      {message}
    </p>
  );
}

/** The attributes that tie a control to its field. */
export function fieldProps(id: string, error: string | undefined, hint?: string) {
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    id,
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(error && { 'aria-invalid': true }),
  };
}
