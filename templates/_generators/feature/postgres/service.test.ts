import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/database/use-database.ts';
import { {{name|camel}}Input{{#has fields.needed}}, {{name|camel}}References{{/has}} } from '../../../test/{{name|plural|kebab}}.ts';
import { List{{name|plural|pascal}}, {{name|pascal}} } from './schema.ts';
import { create{{name|plural|pascal}}Service, type {{name|plural|pascal}}Service } from './service.ts';

const database = useDatabase();
let {{name|plural|camel}}: {{name|plural|pascal}}Service;
{{#has fields.needed}}
let references: Awaited<ReturnType<typeof {{name|camel}}References>>;
{{/has}}

beforeEach({{#has fields.needed}}async {{/has}}() => {
  {{name|plural|camel}} = create{{name|plural|pascal}}Service({ prisma: database.prisma, user: null });
  {{#has fields.needed}}
  references = await {{name|camel}}References(database.prisma);
  {{/has}}
});

const add = (n?: number) => {{name|plural|camel}}.create({{name|camel}}Input({{#has fields.needed}}references, {{/has}}n));
const list = (query: object = {}) => {{name|plural|camel}}.list(List{{name|plural|pascal}}.parse(query));

describe('list', () => {
  it('pages through all, the newest first', async () => {
    const ids = [(await add(1)).id, (await add(2)).id, (await add(3)).id].reverse();
    const whole = await list({ limit: 3 });
    expect([whole.items.map(({ id }) => id), whole.nextCursor]).toEqual([ids, null]);
    const first = await list({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const rest = await list({ limit: 2, cursor: first.nextCursor });
    expect([rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([ids.slice(2), null]);
  });
  {{#has fields.text}}

  it.each([{{#fields.text}}'{{field.key}}', {{/fields.text}}])('finds a part of the %s, whatever its case, and a wildcard as itself', async (text) => {
    const { id } = await add(1);
    await {{name|plural|camel}}.update(id, { [text]: 'Rosemary 100%' });
    await add(2);
    expect((await list({ q: 'MARY' })).items.map((one) => one.id)).toEqual([id]);
    expect((await list({ q: '%' })).items.map((one) => one.id)).toEqual([id]);
    expect((await list({ q: '_' })).items).toEqual([]);
  });
  {{/has}}
});

describe('create', () => {
  it('keeps what it was given', async () => {
    const input = {{name|camel}}Input({{#has fields.needed}}references{{/has}});
    const created = await {{name|plural|camel}}.create(input);
    expect(created).toMatchObject({
      {{#fields}}
      {{#field.model}}
      {{field.name}}: {{#field.optional}}null{{/field.optional}}{{^field.optional}}{ id: input.{{field.key}} }{{/field.optional}},
      {{/field.model}}
      {{^field.model}}
      {{field.key}}: input.{{field.key}},
      {{/field.model}}
      {{/fields}}
    });
    expect({{name|pascal}}.parse(created)).toEqual(created);
    expect(await {{name|plural|camel}}.get(created.id)).toEqual(created);
  });
  {{#has fields.unique}}

  it('refuses what another one has', async () => {
    await add(1);
    const issues = [{{#fields.unique}}{ path: '{{field.key}}', message: 'Another {{name|words}} has this' }, {{/fields.unique}}];
    await expect(add(1)).rejects.toMatchObject({ kind: 'conflict', issues });
    const { id } = await add(2);
    const taken = {{name|camel}}Input({{#has fields.needed}}references{{/has}});
    await expect({{name|plural|camel}}.update(id, taken)).rejects.toMatchObject({ kind: 'conflict' });
  });
  {{/has}}
});

describe('update', () => {
  it('changes what is named and nothing else', async () => {
    const before = await add(1);
    {{#has fields.changeable}}
    const other = {{name|camel}}Input({{#has fields.needed}}references, {{/has}}2);
    const changes = { {{#fields.changeable}}{{field.key}}: other.{{field.key}}{{^field.last}}, {{/field.last}}{{/fields.changeable}} };
    {{/has}}
    {{^has fields.changeable}}
    const changes = {};
    {{/has}}
    const after = await {{name|plural|camel}}.update(before.id, changes);
    expect(after).toEqual({ ...before, ...changes, updatedAt: after.updatedAt });
  });

  it('fails for one that is not there', async () => {
    const { id } = await add();
    await {{name|plural|camel}}.remove(id);
    await expect({{name|plural|camel}}.update(id, {})).rejects.toMatchObject({ code: 'P2025' });
  });
});

describe('remove', () => {
  it('removes one, once', async () => {
    const { id } = await add();
    await {{name|plural|camel}}.remove(id);
    await expect({{name|plural|camel}}.get(id)).rejects.toMatchObject({ code: 'P2025' });
    await expect({{name|plural|camel}}.remove(id)).rejects.toMatchObject({ code: 'P2025' });
  });
});
