import { Select } from '@/components/select.tsx';
import { STATUS_LABELS, STATUSES, type Status } from '../status.ts';

const LOOKS: Record<Status, string> = {
  planned: '',
  reading: 'border-accent! bg-accent-wash! text-accent!',
  finished: 'bg-sunken!',
};

type StatusSelectProps = {
  label: string;
  value: Status;
  onChange: (status: Status) => void;
};

/** The status of a book, which can be changed in the list. */
export function StatusSelect({ label, value, onChange }: StatusSelectProps) {
  return (
    <div className="w-36">
      <Select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const status = STATUSES.find((known) => known === event.target.value);
          if (status) onChange(status);
        }}
        className={`text-sm ${LOOKS[value]}`}
      >
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {STATUS_LABELS[status]}
          </option>
        ))}
      </Select>
    </div>
  );
}
