// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { DateTimeField } from './date-time-field.tsx';

const noon = new Date(2027, 0, 31, 12, 0).toISOString();

it('shows a time as people know it, and sends it for every time zone', () => {
  const { container } = render(
    <DateTimeField id="at" name="at" label="At" error="Must be later." defaultValue={noon} />,
  );
  const input = screen.getByLabelText<HTMLInputElement>('At');
  const sent = () => container.querySelector<HTMLInputElement>('input[name=at]')?.value;
  expect([input.value, sent()]).toEqual(['2027-01-31T12:00', noon]);
  expect(input.getAttribute('aria-invalid')).toBe('true');

  fireEvent.change(input, { target: { value: '2027-02-01T08:30' } });
  expect(sent()).toBe(new Date(2027, 1, 1, 8, 30).toISOString());
  fireEvent.change(input, { target: { value: '' } });
  expect(sent()).toBe('');
});

it.each(['tomorrow', '12027-01-31T12:00'])('takes %s for no day', (defaultValue) => {
  const { container } = render(
    <DateTimeField id="at" name="at" label="At" defaultValue={defaultValue} />,
  );
  const input = screen.getByLabelText<HTMLInputElement>('At');
  expect(input.value).toBe('');
  fireEvent.change(input, { target: { value: '2027-01-31T12:00' } });
  fireEvent.change(input, { target: { value: defaultValue } });
  expect(container.querySelector<HTMLInputElement>('input[name=at]')?.value).toBe('');
});
