import type { ComponentProps } from 'react';
import { FieldError, type FieldProps, fieldProps } from './field.tsx';

type CheckboxProps = FieldProps & Omit<ComponentProps<'input'>, 'id'>;

/** A checkbox with its label. The whole line can be clicked. */
export function Checkbox({ id, label, hint, error, className = '', ...props }: CheckboxProps) {
  return (
    <div className={className}>
      <div className="flex min-h-11 items-center gap-x-3">
        <input
          {...props}
          {...fieldProps(id, error, hint)}
          type="checkbox"
          className="size-5 shrink-0 cursor-pointer accent-accent"
        />
        <label htmlFor={id} className="cursor-pointer py-2.5 text-sm font-medium">
          {label}
        </label>
      </div>
      {hint && (
        <p id={`${id}-description`} className="ps-8 text-xs text-soft">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} message={error} />
    </div>
  );
}
