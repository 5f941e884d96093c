'use client';

import { {{name|camel}}Label } from '../label.ts';
import type { Create{{name|pascal}} } from '../schema.ts';
import { {{#fields.options}}use{{field.model|pascal}}Search, {{/fields.options}}use{{name|pascal}}Changes } from '../use-{{name|plural|kebab}}.ts';
import { useBackTo{{name|plural|pascal}} } from '../use-back-to-{{name|plural|kebab}}.ts';
import { {{name|pascal}}Form } from './{{name|kebab}}-form.tsx';

export function New{{name|pascal}}() {
  const { create } = use{{name|pascal}}Changes();
  {{#fields.options}}
  const search{{field.model|plural|pascal}} = use{{field.model|pascal}}Search();
  {{/fields.options}}
  const backToList = useBackTo{{name|plural|pascal}}();

  async function save(input: Create{{name|pascal}}) {
    const created = await create(input);
    backToList(`“${ {{name|camel}}Label(created)}” is added.`);
  }

  return <{{name|pascal}}Form {{#fields.options}}search{{field.model|plural|pascal}}={search{{field.model|plural|pascal}}} {{/fields.options}}submitLabel="Add" save={save} />;
}
