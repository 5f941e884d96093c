import type { {{name|pascal}} } from './schema.ts';

/** What people call one of the {{name|plural|words}}. */
export function {{name|camel}}Label({{name|camel}}: {{name|pascal}}): string {
  return {{#first fields.short}}{{name|camel}}.{{field.name}}{{#field.optional}} ?? '{{name|title}} without {{field.name|words}}'{{/field.optional}}{{/first}}{{^has fields.short}}`{{name|title}} of ${ {{name|camel}}.createdAt.slice(0, 10)}`{{/has}};
}
