import type { {{name|pascal}} } from './schema.ts';

/** What people call a {{name|words}}. */
export function {{name|camel}}Label({ {{#first fields.short}}{{field.name}}{{/first}}{{^has fields.short}}createdAt{{/has}} }: {{name|pascal}}): string {
  return {{#first fields.short}}{{field.name}}{{#field.optional}} ?? '{{name|title}} without {{field.name|words}}'{{/field.optional}}{{/first}}{{^has fields.short}}`{{name|title}} of ${createdAt.slice(0, 10)}`{{/has}};
}
