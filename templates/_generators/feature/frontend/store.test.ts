import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { {{name|camel}}Input } from '../../../../test/{{name|plural|kebab}}.ts';
import { {{name|pascal}} } from '../schema.ts';
import { create{{name|pascal}}Store, {{name|camel}}Store, type {{name|pascal}}Store } from './store.ts';

const UNKNOWN = '01940000-0000-7000-8000-000000000000';
let store: {{name|pascal}}Store;

afterEach(() => {
  vi.useRealTimers();
});

beforeEach(() => {
  store = create{{name|pascal}}Store();
});

it('pages through all, the newest first, also when one was removed meanwhile', async () => {
  const ids = [(await add(1)).id, (await add(2)).id, (await add(3)).id].reverse();
  const whole = await store.list({ limit: 3 });
  expect([whole.items.map(({ id }) => id), whole.nextCursor]).toEqual([ids, null]);
  const { items, nextCursor } = await store.list({ limit: 2 });
  expect(items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const rest = await store.list({ limit: 2, cursor: nextCursor ?? undefined });
  expect([rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([ids.slice(2), null]);
  await store.remove(nextCursor ?? '');
  expect(await store.list({ limit: 2, cursor: nextCursor ?? undefined })).toEqual(rest);
});
{{#has fields.text}}

it.each([{{#fields.text}}'{{field.key}}', {{/fields.text}}])('finds a part of the %s, whatever its case', async (text) => {
  const { id } = await store.create({ ...(await {{name|camel}}Input(1)), [text]: 'Rosemary' });
  await add(2);
  expect((await store.list({ q: 'MARY' })).items.map((one) => one.id)).toEqual([id]);
});
{{/has}}

it('keeps what it was given', async () => {
  const created = await add(1);
  expect({{name|pascal}}.parse(created)).toEqual(created);
  expect(await store.get(created.id)).toEqual(created);
});

it('changes what is named and nothing else', async () => {
  const before = await add(1);
  vi.useFakeTimers({ now: new Date('2040-01-01') });
  {{#first fields.changeable}}
  const { {{field.key}} } = await {{name|camel}}Input(2);
  const changes = { {{field.key}} };
  const after = await store.update(before.id, changes);
  expect(after).toEqual({ ...before, ...changes, updatedAt: '2040-01-01T00:00:00.000Z' });
  {{/first}}
  {{^has fields.changeable}}
  const after = await store.update(before.id, {});
  expect(after).toEqual({ ...before, updatedAt: '2040-01-01T00:00:00.000Z' });
  {{/has}}
});
{{#has fields.unique}}

it('refuses what another one has', async () => {
  await add(1);
  {{#first fields.unique}}
  const issues = [{ path: '{{field.name}}', message: 'Another {{name|words}} has this' }];
  {{/first}}
  await expect(add(1)).rejects.toMatchObject({ kind: 'conflict', issues });
});
{{/has}}
{{#has fields.model}}

it.each([
  {{#fields.model}}
  ['{{field.key}}', 'This {{field.model|words}} is not there'],
  {{/fields.model}}
])('refuses a %s that nothing has', async (path, message) => {
  const refused = { kind: 'invalid', issues: [{ path, message }] };
  const unknown = { ...(await {{name|camel}}Input(1)), [path]: UNKNOWN };
  await expect(store.create(unknown)).rejects.toMatchObject(refused);
  const { id } = await add(1);
  await expect(store.update(id, { [path]: UNKNOWN })).rejects.toMatchObject(refused);
});
{{/has}}

it('knows nothing of an id that nothing has', async () => {
  expect(await store.get(UNKNOWN)).toBeNull();
  expect(await store.update(UNKNOWN, {})).toBeNull();
  expect(await store.remove(UNKNOWN)).toBe(false);
});

it('begins with a few, and is one for the whole process', async () => {
  expect((await {{name|camel}}Store().list({})).items.length).toBeGreaterThan(0);
  const { id } = await {{name|camel}}Store().create(await {{name|camel}}Input(9));
  expect(await {{name|camel}}Store().get(id)).toMatchObject({ id });
});

async function add(n: number) {
  return store.create(await {{name|camel}}Input(n));
}
