import { beforeEach, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { useStores } from '../../../../test/database/use-stores.ts';
import { {{name|camel}}Input{{#has fields.needed}}, {{name|camel}}References{{/has}} } from '../../../../test/{{name|plural|kebab}}.ts';
import { create{{name|pascal}}Store, {{name|camel}}Store, type {{name|pascal}}Store } from './store.ts';

const UNKNOWN = '01940000-0000-7000-8000-000000000000';
const database = useStores();
let store: {{name|pascal}}Store;
{{#has fields.needed}}
let references: Awaited<ReturnType<typeof {{name|camel}}References>>;
{{/has}}

beforeEach({{#has fields.needed}}async {{/has}}() => {
  store = create{{name|pascal}}Store(database.prisma);
  {{#has fields.needed}}
  references = await {{name|camel}}References(database.prisma);
  {{/has}}
});

const input = (n?: number) => {{name|camel}}Input({{#has fields.needed}}references, {{/has}}n);

it('adds, reads, changes, lists and removes one', async () => {
  const created = await store.create(input());
  expect(await store.get(created.id)).toEqual(created);
  const changed = await store.update(created.id, input(2));
  expect(await store.list({})).toEqual({ items: [changed], nextCursor: null });
  expect(await store.remove(created.id)).toBe(true);
  expect(await store.get(created.id)).toBeNull();
});

it('refuses input that the schema refuses', async () => {
  const { id } = await store.create(input());
  const unknown = { ...input(2), unknown: true };
  await expect(store.create(unknown)).rejects.toThrow(ZodError);
  await expect(store.update(id, unknown)).rejects.toThrow(ZodError);
  await expect(store.list({ limit: 0 })).rejects.toThrow(ZodError);
});
{{#has fields.model}}

it.each([
  {{#fields.model}}
  ['{{field.key}}', 'This {{field.model|words}} is not there'],
  {{/fields.model}}
])('refuses a %s that nothing has', async (path, message) => {
  const refused = { kind: 'invalid', issues: [{ path, message }] };
  await expect(store.create({ ...input(), [path]: UNKNOWN })).rejects.toMatchObject(refused);
  const { id } = await store.create(input());
  await expect(store.update(id, { [path]: UNKNOWN })).rejects.toMatchObject(refused);
});
{{/has}}

it.each([UNKNOWN, 'nowhere'])('knows nothing of the id %s', async (id) => {
  expect(await store.get(id)).toBeNull();
  expect(await store.update(id, {})).toBeNull();
  expect(await store.remove(id)).toBe(false);
});

it('is one for the whole process', async () => {
  const { id } = await {{name|camel}}Store().create(input());
  expect(await store.get(id)).toMatchObject({ id });
});
