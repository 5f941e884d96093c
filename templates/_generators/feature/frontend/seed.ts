{{#fields.needed}}
import { {{field.model|camel}}Store } from '../../{{field.model|plural|kebab}}/store/store.ts';
{{/fields.needed}}
import type { {{name|pascal}}Store } from './store.ts';

/** Adds three {{name|plural|words}} to a new store. */
export async function seed{{name|plural|pascal}}(store: {{name|pascal}}Store): Promise<void> {
  {{#fields.needed}}
  const [{{field.model|camel}}] = (await {{field.model|camel}}Store().list({ limit: 1 })).items;
  if (!{{field.model|camel}}) return;
  {{/fields.needed}}
  {{#has fields.numbered}}
  for (const n of [1, 2, 3]) {
  {{/has}}
    await store.create({
      {{#fields}}
      {{#field.model}}
      {{^field.optional}}
      {{field.key}}: {{field.model|camel}}.id,
      {{/field.optional}}
      {{/field.model}}
      {{^field.model}}
      {{field.key}}: {{field.sample}},
      {{/field.model}}
      {{/fields}}
    });
  {{#has fields.numbered}}
  }
  {{/has}}
}
