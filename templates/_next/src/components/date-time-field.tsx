'use client';

import { useState } from 'react';
import { controlClass, Field, type FieldProps, fieldProps } from './field.tsx';
import { useHydrated } from './use-hydrated.ts';

type DateTimeFieldProps = FieldProps & { name: string; defaultValue?: string | undefined };

/**
 * An input for a day and a time. People see it in their time zone; the form sends it as `2026-11-28T12:00:00.000Z`. The
 * server does not know that time zone, so the input is empty until the page is hydrated.
 */
export function DateTimeField({ id, name, label, hint, error, defaultValue }: DateTimeFieldProps) {
  const isHydrated = useHydrated();
  const [value, setValue] = useState(defaultValue ?? '');
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input type="hidden" name={name} value={value} />
      <input
        {...fieldProps(id, error, hint)}
        type="datetime-local"
        max="9999-12-31T23:59"
        value={isHydrated ? toLocal(value) : ''}
        onChange={({ target }) => setValue(toInstant(target.value))}
        className={`h-12 tabular-nums ${controlClass}`}
      />
    </Field>
  );
}

/** What is no day, such as one of a year with five digits, is as good as none. */
function toInstant(local: string): string {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** As an input wants it: without seconds and without a time zone. */
function toLocal(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
