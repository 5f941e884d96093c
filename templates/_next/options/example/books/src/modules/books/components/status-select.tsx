import { ChevronIcon } from '@/components/icons.tsx';
import { STATUS_LABELS, STATUSES, type Status } from '../status.ts';

const LOOKS: Record<Status, string> = {
  planned: 'border-edge',
  reading: 'border-accent bg-accent-wash text-accent',
  finished: 'border-edge bg-sunken',
};

type StatusSelectProps = {
  label: string;
  value: Status;
  onChange: (status: Status) => void;
};

/** Where a book stands, as something to press: the platform's own list opens. */
export function StatusSelect({ label, value, onChange }: StatusSelectProps) {
  return (
    <label className="relative inline-block">
      <span className="sr-only">{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value as Status)}
        className={`h-11 appearance-none rounded-full border pr-9 pl-4 text-sm font-medium ${LOOKS[value]}`}
      >
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {STATUS_LABELS[status]}
          </option>
        ))}
      </select>
      <ChevronIcon className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2" />
    </label>
  );
}
