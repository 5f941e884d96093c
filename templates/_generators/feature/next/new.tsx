'use client';

{{#has fields.options}}
import type { ComponentProps } from 'react';
{{/has}}
import { {{name|camel}}Label } from '../label.ts';
import type { Create{{name|pascal}} } from '../schema.ts';
import { use{{name|pascal}}Changes } from '../use-{{name|plural|kebab}}.ts';
import { useBackTo{{name|plural|pascal}} } from '../use-back-to-{{name|plural|kebab}}.ts';
import { {{name|pascal}}Form } from './{{name|kebab}}-form.tsx';

{{#has fields.options}}
type New{{name|pascal}}Props = Pick<ComponentProps<typeof {{name|pascal}}Form>, {{#fields.options}}'{{field.model|camel}}Options'{{^field.last}} | {{/field.last}}{{/fields.options}}>;

{{/has}}
export function New{{name|pascal}}({{#has fields.options}}options: New{{name|pascal}}Props{{/has}}) {
  const { create } = use{{name|pascal}}Changes();
  const backToList = useBackTo{{name|plural|pascal}}();

  async function save(input: Create{{name|pascal}}) {
    const created = await create(input);
    backToList(`“${ {{name|camel}}Label(created)}” is added.`);
  }

  return <{{name|pascal}}Form {{#has fields.options}}{...options} {{/has}}submitLabel="Add" save={save} />;
}
