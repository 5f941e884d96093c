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
