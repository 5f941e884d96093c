// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Checkbox } from './checkbox.tsx';
import { DateField } from './date-field.tsx';
import { Field, FieldRow, fieldProps } from './field.tsx';
import { Select } from './select.tsx';

it('a field names its control, and describes it with the hint and the error', () => {
  render(
    <Field id="name" label="Name" hint="Optional" error="This name is taken.">
      <input {...fieldProps('name', 'This name is taken.', 'Optional')} />
    </Field>,
  );
  const control = screen.getByRole('textbox', { name: 'Name' });
  expect(descriptionOf(control)).toBe('Optional This name is taken.');
  expect(control.getAttribute('aria-invalid')).toBe('true');
});

it('a row holds fields, and a choice is named by its label', async () => {
  render(
    <FieldRow>
      <Field id="kind" label="Kind">
        <Select {...fieldProps('kind', undefined)}>
          <option value="short">Short</option>
          <option value="long">Long</option>
        </Select>
      </Field>
    </FieldRow>,
  );
  const control = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Kind' });
  await userEvent.selectOptions(control, 'Long');
  expect(control.value).toBe('long');
});

it('a control without error and hint is described by nothing', () => {
  expect(fieldProps('name', undefined)).toEqual({ id: 'name' });
});

it('a date field takes a day and says what is wrong with it', async () => {
  render(<DateField id="due" name="due" label="Due" error="Choose a later day." />);
  const control = screen.getByLabelText<HTMLInputElement>('Due');
  expect(control.type).toBe('date');
  expect(descriptionOf(control)).toBe('Choose a later day.');
  await userEvent.type(control, '2026-11-28');
  expect(control.value).toBe('2026-11-28');
});

it('a checkbox is ticked by a click on its label', async () => {
  const onChange = vi.fn();
  render(<Checkbox id="done" label="Done" hint="It can be undone." onChange={onChange} />);
  await userEvent.click(screen.getByText('Done'));
  const control = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Done' });
  expect(control.checked).toBe(true);
  expect(onChange).toHaveBeenCalledOnce();
  expect(descriptionOf(control)).toBe('It can be undone.');
});

function descriptionOf(control: HTMLElement) {
  const ids = control.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent).join(' ');
}
