{{#fields.needed}}
import { {{field.model|camel}}Store } from '../src/modules/{{field.model|plural|kebab}}/store/store.ts';
{{/fields.needed}}
import type { Create{{name|pascal}} } from '../src/modules/{{name|plural|kebab}}/schema.ts';

/** Valid input for {{name|plural|words}}: each number gives another one. */
export async function {{name|camel}}Input({{^has fields.numbered}}_{{/has}}n = 1): Promise<Create{{name|pascal}}> {
  {{#fields.needed}}
  const [{{field.model|camel}}] = (await {{field.model|camel}}Store().list({ limit: 1 })).items;
  if (!{{field.model|camel}}) throw new Error('There is no {{field.model|words}}.');
  {{/fields.needed}}
  return {
    {{#fields}}
    {{#field.model}}
    {{field.key}}: {{#field.optional}}null{{/field.optional}}{{^field.optional}}{{field.model|camel}}.id{{/field.optional}},
    {{/field.model}}
    {{^field.model}}
    {{field.key}}: {{field.sample}},
    {{/field.model}}
    {{/fields}}
  };
}
