'use client';

import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/button.tsx';
import { controlClass, Field, FieldError, fieldProps } from '@/components/field.tsx';
import { useHydrated } from '@/components/use-hydrated.ts';
import type { Problem } from '../data.ts';
import { type BookFormValues, emptyForm, readForm } from '../form.ts';
import type { CreateBook } from '../schema.ts';
import { STATUS_LABELS, STATUSES } from '../status.ts';
import { Cover } from './cover.tsx';
import { RatingInput } from './rating.tsx';

type BookFormProps = {
  initial?: BookFormValues;
  submitLabel: string;
  isSaving: boolean;
  /** What the server refused, if it did. */
  problem: Problem | null;
  onSubmit: (book: CreateBook) => void;
};

/** The form for a new book and for one that is there, with its cover being printed beside it. */
export function BookForm({
  initial = emptyForm,
  submitLabel,
  isSaving,
  problem,
  onSubmit,
}: BookFormProps) {
  const isHydrated = useHydrated();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(initial);
  const [unreadable, setUnreadable] = useState<Problem | null>(null);
  const shown = unreadable ?? problem;
  const errors = shown?.fields ?? {};

  // To the first field that has to be corrected, once it can be focused again.
  useEffect(() => {
    if (shown && !isSaving)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [shown, isSaving]);

  function set<Name extends keyof BookFormValues>(name: Name, value: BookFormValues[Name]) {
    setValues((current) => ({ ...current, [name]: value }));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = readForm(values);
    setUnreadable('problem' in read ? read.problem : null);
    if ('book' in read) onSubmit(read.book);
  }

  return (
    <div className="grid gap-x-16 gap-y-10 md:grid-cols-[minmax(0,1fr)_14rem] lg:grid-cols-[minmax(0,1fr)_18rem]">
      <form ref={form} noValidate onSubmit={submit} className="max-w-2xl">
        <fieldset disabled={!isHydrated || isSaving} className="grid gap-6">
          {shown && (
            <p role="alert" className="rounded-md bg-danger-wash px-4 py-3 text-sm text-danger">
              {shown.message}
            </p>
          )}
          <Field id={`${id}-title`} label="Title" error={errors.title}>
            <input
              {...fieldProps(`${id}-title`, errors.title)}
              name="title"
              required
              autoComplete="off"
              value={values.title}
              onChange={(event) => set('title', event.target.value)}
              className={`${controlClass} font-serif text-lg`}
            />
          </Field>
          <div className="grid gap-6 sm:grid-cols-[1fr_10rem]">
            <Field id={`${id}-author`} label="Author" error={errors.author}>
              <input
                {...fieldProps(`${id}-author`, errors.author)}
                name="author"
                required
                autoComplete="off"
                value={values.author}
                onChange={(event) => set('author', event.target.value)}
                className={controlClass}
              />
            </Field>
            <Field id={`${id}-year`} label="Published" hint="Optional" error={errors.year}>
              <input
                {...fieldProps(`${id}-year`, errors.year, 'Optional')}
                name="year"
                inputMode="numeric"
                autoComplete="off"
                placeholder="Year"
                value={values.year}
                onChange={(event) => set('year', event.target.value)}
                className={`${controlClass} tabular-nums`}
              />
            </Field>
          </div>
          <div className="flex flex-wrap gap-x-10 gap-y-6">
            <fieldset>
              <legend className="mb-1.5 text-sm font-medium">Status</legend>
              <div className="inline-flex rounded-full border border-edge bg-surface p-1">
                {STATUSES.map((status) => (
                  <label
                    key={status}
                    className="relative flex min-h-9 cursor-pointer items-center rounded-full px-4 text-sm font-medium text-soft has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent"
                  >
                    <input
                      type="radio"
                      name="status"
                      value={status}
                      checked={values.status === status}
                      onChange={() => set('status', status)}
                      className="absolute inset-0 cursor-pointer appearance-none outline-none"
                    />
                    {STATUS_LABELS[status]}
                  </label>
                ))}
              </div>
            </fieldset>
            {values.status === 'finished' && (
              <div>
                <p aria-hidden="true" className="mb-1.5 text-sm font-medium">
                  Rating
                </p>
                <RatingInput
                  name="rating"
                  label="Rating"
                  value={values.rating}
                  onChange={(rating) => set('rating', rating)}
                  describedBy={errors.rating && `${id}-rating-error`}
                />
              </div>
            )}
            <FieldError id={`${id}-rating-error`} message={errors.rating ?? errors.status} />
          </div>
          <Field id={`${id}-notes`} label="Notes" hint="Optional" error={errors.notes}>
            <textarea
              {...fieldProps(`${id}-notes`, errors.notes, 'Optional')}
              name="notes"
              rows={4}
              value={values.notes}
              onChange={(event) => set('notes', event.target.value)}
              className={`${controlClass} resize-y font-serif`}
            />
          </Field>
          <div className="flex items-center gap-4">
            <Button type="submit">{isSaving ? 'Saving…' : submitLabel}</Button>
          </div>
        </fieldset>
      </form>
      <div className="max-md:hidden">
        <Cover title={values.title.trim()} author={values.author.trim()} className="sticky top-8" />
      </div>
    </div>
  );
}
