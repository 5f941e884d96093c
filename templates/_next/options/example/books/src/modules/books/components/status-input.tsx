import { type FieldMetadata, getInputProps } from '@conform-to/react';
import { FieldError } from '@/components/field.tsx';
import { STATUS_LABELS, STATUSES, type Status } from '../status.ts';

/** The status of a book, as a row of radio buttons. */
export function StatusInput({ field }: { field: FieldMetadata<Status> }) {
  return (
    <fieldset aria-describedby={field.errors && field.errorId}>
      <legend className="mb-1.5 text-sm font-medium">Status</legend>
      <div className="inline-flex rounded-full border border-edge bg-surface p-1">
        {STATUSES.map((status) => (
          <label
            key={status}
            className="relative flex min-h-9 cursor-pointer items-center rounded-full px-4 text-sm font-medium text-soft has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent max-sm:px-3"
          >
            <input
              {...getInputProps(field, { type: 'radio', value: status })}
              id={`${field.id}-${status}`}
              className="absolute inset-0 cursor-pointer appearance-none outline-none"
            />
            {STATUS_LABELS[status]}
          </label>
        ))}
      </div>
      <FieldError id={field.errorId} message={field.errors?.[0]} />
    </fieldset>
  );
}
