import { expect, it } from 'vitest';
import { contextOf } from '../../../test/context.ts';
import { useDatabase } from '../../../test/database/use-database.ts';
import { {{name|camel}}Input{{#has fields.needed}}, {{name|camel}}References{{/has}} } from '../../../test/{{name|plural|kebab}}.ts';
import { createCaller } from '../router.ts';

const database = useDatabase();

function {{name|plural|camel}}() {
  return createCaller(contextOf({ prisma: database.prisma })).{{name|plural|camel}};
}

it('creates, reads, lists, changes and removes one', async () => {
  const input = {{name|camel}}Input({{#has fields.needed}}await {{name|camel}}References(database.prisma){{/has}});
  const created = await {{name|plural|camel}}().create(input);
  const { id } = created;
  expect(await {{name|plural|camel}}().get({ id })).toEqual(created);
  expect(await {{name|plural|camel}}().list({})).toEqual({ items: [created], nextCursor: null });

  const changed = await {{name|plural|camel}}().update({ id, changes: input });
  expect(changed).toEqual({ ...created, updatedAt: changed.updatedAt });

  await {{name|plural|camel}}().remove({ id });
  await expect({{name|plural|camel}}().get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
{{#fields.options}}

it('offers the {{field.model|plural|words}} that it can have', async () => {
  const row = await database.prisma.{{field.model|camel}}.create({ data: {{field.smallest}} });
  const found = [{ id: row.id{{#field.labelled}}, {{field.label}}: row.{{field.label}}{{/field.labelled}} }];
  expect(await {{name|plural|camel}}().{{field.model|camel}}Options({{#field.labelled}}{}{{/field.labelled}})).toEqual(found);
  {{#field.labelled}}
  expect(await {{name|plural|camel}}().{{field.model|camel}}Options({ q: row.{{field.label}}.toUpperCase() })).toEqual(found);
  expect(await {{name|plural|camel}}().{{field.model|camel}}Options({ q: '%' })).toEqual([]);
  {{/field.labelled}}
});
{{/fields.options}}
