import type { ComponentProps } from 'react';
import { controlClass, Field, type FieldProps, fieldProps } from './field.tsx';

type DateFieldProps = FieldProps & Omit<ComponentProps<'input'>, 'id'>;

/** A day, as `2026-11-28`. It is shown as the reader's own system writes dates. */
export function DateField({ id, label, hint, error, className = '', ...props }: DateFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        {...props}
        {...fieldProps(id, error, hint)}
        type="date"
        className={`h-12 tabular-nums ${controlClass} ${className}`}
      />
    </Field>
  );
}
