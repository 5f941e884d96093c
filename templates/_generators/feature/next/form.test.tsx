// @vitest-environment happy-dom
import { {{#has fields.instant}}fireEvent, {{/has}}screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { renderWithProviders } from '../../../../test/render.tsx';
import { {{name|pascal}}Form } from './{{name|kebab}}-form.tsx';

const user = userEvent.setup({ delay: null });
{{#fields.options}}
const search{{field.model|plural|pascal}} = async () => [{ id: {{field.one}}, label: 'The first one' }];
{{/fields.options}}

it('sends what was filled in', async () => {
  const save = vi.fn(async () => {});
  renderWithProviders(<{{name|pascal}}Form {{#fields.options}}search{{field.model|plural|pascal}}={search{{field.model|plural|pascal}}} {{/fields.options}}submitLabel="Save" save={save} />);
  {{#fields}}
  {{field.enter}}
  {{/fields}}
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(save).toHaveBeenCalledExactlyOnceWith({
    {{#fields}}
    {{field.key}}: {{field.sent}},
    {{/fields}}
  });
});
{{#first fields.obligatory}}

it('marks what is missing, and sends nothing', async () => {
  const save = vi.fn(async () => {});
  renderWithProviders(<{{name|pascal}}Form {{#fields.options}}search{{field.model|plural|pascal}}={search{{field.model|plural|pascal}}} {{/fields.options}}submitLabel="Save" save={save} />);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByLabelText('{{field.name|title}}').getAttribute('aria-invalid')).toBe('true');
  expect(save).not.toHaveBeenCalled();
});
{{/first}}
