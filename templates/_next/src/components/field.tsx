import type { ReactNode } from 'react';

/** The look of inputs. They are 48 pixels high, a text area at least. */
export const controlClass =
  'min-h-12 w-full rounded-md border border-edge bg-surface px-3.5 py-2.5 text-start placeholder:text-soft focus-visible:outline-offset-1 aria-invalid:border-danger aria-invalid:bg-danger-wash';

export type FieldProps = {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
};

/** A label, a control, and its hint and error. The control gets `fieldProps`, or Conform's props. */
export function Field({ id, label, hint, error, children }: FieldProps & { children: ReactNode }) {
  return (
    // `content-start`: an error in the field beside this one must not move the control of this one.
    <div className="grid min-w-0 grid-cols-1 content-start gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 self-end">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {hint && (
          <span id={`${id}-description`} className="text-xs text-soft">
            {hint}
          </span>
        )}
      </div>
      {children}
      <FieldError id={`${id}-error`} message={error} />
    </div>
  );
}

/**
 * Fields side by side from 640 pixels on. Labels, controls and errors are each on a line of their own, so an error does
 * not move another field. For columns of different widths pass a class such as `sm:grid-cols-[1fr_10rem]`.
 */
export function FieldRow({ className = 'sm:grid-cols-2', children }: FieldRowProps) {
  return (
    <div
      className={`grid gap-x-6 gap-y-6 sm:grid-rows-[auto_auto_auto] sm:gap-y-1.5 sm:*:row-span-3 sm:*:grid-rows-subgrid ${className}`}
    >
      {children}
    </div>
  );
}

type FieldRowProps = { className?: string; children: ReactNode };

type FieldErrorProps = { id: string; message: string | undefined };

export function FieldError({ id, message }: FieldErrorProps) {
  if (!message) return null;
  return (
    <p id={id} className="text-sm text-danger">
      {message}
    </p>
  );
}

/** The attributes that connect a control to its label, hint and error. */
export function fieldProps(id: string, error: string | undefined, hint?: string) {
  const describedBy = [hint && `${id}-description`, error && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return {
    id,
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(error && { 'aria-invalid': true }),
  };
}
