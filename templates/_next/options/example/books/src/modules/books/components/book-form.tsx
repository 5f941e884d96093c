'use client';

import { getFormProps, getInputProps, getTextareaProps } from '@conform-to/react';
import { useState } from 'react';
import { Button } from '@/components/button.tsx';
import { controlClass, Field, FieldError, FieldRow } from '@/components/field.tsx';
import { FormError } from '@/components/form-error.tsx';
import { useHydrated } from '@/components/use-hydrated.ts';
import { useSaveForm } from '@/components/use-save-form.ts';
import { type Book, CreateBook } from '../schema.ts';
import { Cover } from './cover.tsx';
import { RatingInput } from './rating.tsx';
import { StatusInput } from './status-input.tsx';

type BookFormProps = {
  book?: Book;
  submitLabel: string;
  save: (book: CreateBook) => Promise<unknown>;
};

/** The form for a new or an existing book, with its cover beside it. It needs scripts. */
export function BookForm({ book, submitLabel, save }: BookFormProps) {
  const isHydrated = useHydrated();
  const [rating, setRating] = useState(book?.rating ?? null);
  const { form, fields, isSaving } = useSaveForm({
    schema: CreateBook,
    defaultValue: book ? { ...book, author: book.author.name } : { status: 'planned' },
    save,
  });
  const { title, author, year, status, notes } = fields;

  return (
    <div className="grid gap-x-16 gap-y-10 md:grid-cols-[minmax(0,1fr)_14rem] lg:grid-cols-[minmax(0,1fr)_18rem]">
      <form {...getFormProps(form)} className="max-w-2xl">
        <noscript>
          <p className="mb-6 text-soft">This form needs JavaScript.</p>
        </noscript>
        <fieldset disabled={!isHydrated} className="grid gap-6">
          <FormError id={form.errorId} message={form.errors?.[0]} />
          <Field id={title.id} label="Title" error={title.errors?.[0]}>
            <input
              {...getInputProps(title, { type: 'text' })}
              autoComplete="off"
              className={`${controlClass} font-serif text-lg`}
            />
          </Field>
          <FieldRow className="sm:grid-cols-[1fr_10rem]">
            <Field id={author.id} label="Author" error={author.errors?.[0]}>
              <input
                {...getInputProps(author, { type: 'text' })}
                autoComplete="off"
                className={controlClass}
              />
            </Field>
            <Field id={year.id} label="Published" hint="Optional" error={year.errors?.[0]}>
              <input
                {...getInputProps(year, { type: 'text', ariaDescribedBy: year.descriptionId })}
                autoComplete="off"
                placeholder="Year"
                className={`${controlClass} tabular-nums`}
              />
            </Field>
          </FieldRow>
          <div className="flex flex-wrap items-start gap-x-10 gap-y-6">
            <StatusInput field={status} />
            {status.value === 'finished' && (
              <div>
                <p aria-hidden="true" className="mb-1.5 text-sm font-medium">
                  Rating
                </p>
                <RatingInput
                  name={fields.rating.name}
                  label="Rating"
                  value={rating}
                  onChange={setRating}
                  describedBy={fields.rating.errors && fields.rating.errorId}
                />
                <FieldError id={fields.rating.errorId} message={fields.rating.errors?.[0]} />
              </div>
            )}
          </div>
          <Field id={notes.id} label="Notes" hint="Optional" error={notes.errors?.[0]}>
            <textarea
              {...getTextareaProps(notes, { ariaDescribedBy: notes.descriptionId })}
              rows={4}
              className={`${controlClass} resize-y font-serif`}
            />
          </Field>
          <Button type="submit" disabled={isSaving} className="justify-self-start">
            {isSaving ? 'Saving…' : submitLabel}
          </Button>
        </fieldset>
      </form>
      <div className="max-md:hidden">
        <Cover
          title={title.value?.trim() ?? ''}
          author={author.value?.trim() ?? ''}
          className="sticky top-8"
        />
      </div>
    </div>
  );
}
