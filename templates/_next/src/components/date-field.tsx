import type { ComponentProps } from 'react';
import { controlClass, Field, type FieldProps, fieldProps } from './field.tsx';

type DateFieldProps = FieldProps & Omit<ComponentProps<'input'>, 'id'>;

/** An input for a day. Its value is `2026-11-28`; the browser shows it in the format of the system. */
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
