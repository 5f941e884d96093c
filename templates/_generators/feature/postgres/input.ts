{{#has fields.needed}}
import type { PrismaClient } from '../src/db/client.ts';
{{/has}}
import type { Create{{name|pascal}} } from '../src/modules/{{name|plural|kebab}}/schema.ts';

{{#has fields.needed}}
type {{name|pascal}}References = Pick<Create{{name|pascal}}, {{#fields.reference}}'{{field.key}}'{{^field.last}} | {{/field.last}}{{/fields.reference}}>;

/** Adds what {{name|plural|words}} refer to. */
export async function {{name|camel}}References(prisma: PrismaClient): Promise<{{name|pascal}}References> {
  {{#fields.needed}}
  const {{field.model|camel}} = await prisma.{{field.model|camel}}.create({ data: {{field.smallest}} });
  {{/fields.needed}}
  return { {{#fields.reference}}{{field.key}}: {{field.model|camel}}.id{{^field.last}}, {{/field.last}}{{/fields.reference}} };
}

{{/has}}
/** Valid input for {{name|plural|words}}: each number gives another one. */
export function {{name|camel}}Input({{#has fields.needed}}references: {{name|pascal}}References, {{/has}}{{^has fields.numbered}}_{{/has}}n = 1): Create{{name|pascal}} {
  return {
    {{#has fields.needed}}
    ...references,
    {{/has}}
    {{#fields}}
    {{#field.model}}
    {{#field.optional}}
    {{field.key}}: null,
    {{/field.optional}}
    {{/field.model}}
    {{^field.model}}
    {{field.key}}: {{field.sample}},
    {{/field.model}}
    {{/fields}}
  };
}
