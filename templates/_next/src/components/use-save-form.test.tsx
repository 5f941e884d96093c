// @vitest-environment happy-dom
import { getFormProps, getInputProps } from '@conform-to/react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import * as z from 'zod';
import { Field } from './field.tsx';
import { FormError } from './form-error.tsx';
import { useSaveForm } from './use-save-form.ts';

const user = userEvent.setup({ delay: null });

const Lamp = z.object({
  name: z.string().min(3, 'Too short'),
  watts: z.int('Must be a whole number').nullable().default(null),
});

function LampForm({ save }: { save: (lamp: z.output<typeof Lamp>) => Promise<unknown> }) {
  const { form, fields, isSaving } = useSaveForm({ schema: Lamp, save });
  const { name, watts } = fields;
  return (
    <form {...getFormProps(form)}>
      <FormError id={form.errorId} message={form.errors?.[0]} />
      <Field id={name.id} label="Name" error={name.errors?.[0]}>
        <input {...getInputProps(name, { type: 'text' })} />
      </Field>
      <Field id={watts.id} label="Watts" error={watts.errors?.[0]}>
        <input {...getInputProps(watts, { type: 'text' })} />
      </Field>
      <button type="submit">{isSaving ? 'Saving' : 'Save'}</button>
    </form>
  );
}

it('saves what the schema makes of the fields', async () => {
  const save = vi.fn(async () => {});
  render(<LampForm save={save} />);
  await user.type(screen.getByLabelText('Name'), 'Anglepoise');
  await user.type(screen.getByLabelText('Watts'), '40');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(save).toHaveBeenCalledWith({ name: 'Anglepoise', watts: 40 });
});

it('saves once, however often the button is pressed', async () => {
  const save = vi.fn(() => new Promise(() => {}));
  render(<LampForm save={save} />);
  await user.type(screen.getByLabelText('Name'), 'Anglepoise{Enter}{Enter}');
  await user.click(screen.getByRole('button', { name: 'Saving' }));
  expect(save).toHaveBeenCalledOnce();
});

it('says what is wrong when it is sent, goes there, and sees it corrected', async () => {
  const save = vi.fn(async () => {});
  render(<LampForm save={save} />);
  await user.type(screen.getByLabelText('Watts'), 'many');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText('Fill this in')).toBeDefined();
  expect(screen.getByText('Must be a whole number')).toBeDefined();
  expect(document.activeElement).toBe(screen.getByLabelText('Name'));
  expect(save).not.toHaveBeenCalled();

  await user.type(screen.getByLabelText('Name'), 'A');
  expect(screen.getByText('Too short')).toBeDefined();
  await user.type(screen.getByLabelText('Name'), 'nglepoise');
  expect(screen.queryByText('Too short')).toBeNull();
});

it('keeps what was typed when saving fails, and can be sent again', async () => {
  const save = vi.fn().mockRejectedValueOnce(new Error('down')).mockResolvedValueOnce(undefined);
  render(<LampForm save={save} />);
  await user.type(screen.getByLabelText('Name'), 'Anglepoise{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('did not work');
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Anglepoise');

  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(save).toHaveBeenCalledTimes(2);
});
