import * as z from 'zod';

{{#has fields.written}}
const text = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum, `At most ${maximum} characters`)
    // PostgreSQL's text cannot hold it.
    .refine((value) => !value.includes('\0'), 'Must not contain a NUL character');

{{/has}}
{{#fields.enum}}
export const {{field.schema}} = z.enum([{{#field.choices}}'{{choice.name}}'{{^choice.last}}, {{/choice.last}}{{/field.choices}}]);

{{/fields.enum}}
const fields = {
  {{#fields}}
  {{field.key}}: {{field.zod}}{{#field.optional}}{{^field.boolean}}.nullable(){{/field.boolean}}{{/field.optional}},
  {{/fields}}
};

export const {{name|pascal}} = z
  .strictObject({
    id: z.uuid(),
    {{#fields}}
    {{field.name}}: {{field.out}}{{#field.optional}}{{^field.boolean}}.nullable(){{/field.boolean}}{{/field.optional}},
    {{/fields}}
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: '{{name|pascal}}' });

export const {{name|pascal}}Page = z
  .strictObject({ items: z.array({{name|pascal}}), nextCursor: z.uuid().nullable() })
  .meta({ id: '{{name|pascal}}Page', description: 'The last page has no next cursor' });

export const Create{{name|pascal}} = z
  .strictObject({
    ...fields,
    {{#fields}}
    {{#field.default}}
    {{field.key}}: fields.{{field.key}}.default({{field.literal}}),
    {{/field.default}}
    {{^field.default}}
    {{#field.boolean}}
    {{field.key}}: fields.{{field.key}}.default(false),
    {{/field.boolean}}
    {{^field.boolean}}
    {{#field.optional}}
    {{field.key}}: fields.{{field.key}}.default(null),
    {{/field.optional}}
    {{/field.boolean}}
    {{/field.default}}
    {{/fields}}
  })
  .meta({ id: 'Create{{name|pascal}}' });

export const Update{{name|pascal}} = z.strictObject(fields).partial().meta({ id: 'Update{{name|pascal}}' });

export const List{{name|plural|pascal}} = z.strictObject({
  cursor: z.uuid().optional().describe('The `nextCursor` of the previous page'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  {{#has fields.text}}
  q: text(200).optional().describe('Part of {{#fields.text}}{{field.name|words}}{{^field.last}} or {{/field.last}}{{/fields.text}}'),
  {{/has}}
});

{{#has fields.asked}}
/** Finds what a {{name|words}} may refer to. */
export const FindOptions = z.strictObject({ q: text(200).default('') });

{{/has}}
export const {{name|pascal}}Id = z.strictObject({ id: z.uuid() });

export type {{name|pascal}} = z.output<typeof {{name|pascal}}>;
export type {{name|pascal}}Page = z.output<typeof {{name|pascal}}Page>;
export type Create{{name|pascal}} = z.output<typeof Create{{name|pascal}}>;
export type Update{{name|pascal}} = z.output<typeof Update{{name|pascal}}>;
export type List{{name|plural|pascal}} = z.output<typeof List{{name|plural|pascal}}>;
