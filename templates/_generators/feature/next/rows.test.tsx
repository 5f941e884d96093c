// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { {{name|camel}}Label } from '../label.ts';
import type { {{name|pascal}} } from '../schema.ts';
import { {{name|pascal}}Rows } from './{{name|kebab}}-rows.tsx';

const {{name|camel}}: {{name|pascal}} = {
  id: '01940000-0000-7000-8000-000000000000',
  {{#fields}}
  {{#field.model}}
  {{field.name}}: { id: {{field.one}}{{#field.labelled}}, {{field.label}}: 'The first one'{{/field.labelled}} },
  {{/field.model}}
  {{^field.model}}
  {{field.key}}: {{field.one}},
  {{/field.model}}
  {{/fields}}
  createdAt: '2027-01-01T00:00:00.000Z',
  updatedAt: '2027-01-01T00:00:00.000Z',
};

it('leads to each {{name|words}}', () => {
  render(<{{name|pascal}}Rows {{name|plural|camel}}={[{{name|camel}}]} />);
  const link = screen.getByRole('link', { name: {{name|camel}}Label({{name|camel}}) });
  expect(link.getAttribute('href')).toBe(`/{{name|plural|kebab}}/${ {{name|camel}}.id}`);
});
