import { beforeEach, expect, it } from 'vitest';
import { {{name|camel}}Input } from '../../../../test/{{name|plural|kebab}}.ts';
import { create{{name|pascal}}Store, {{name|camel}}Store, type {{name|pascal}}Store } from './store.ts';

const UNKNOWN = '01940000-0000-7000-8000-000000000000';
let store: {{name|pascal}}Store;

beforeEach(() => {
  store = create{{name|pascal}}Store();
});

it('pages through all, the newest first, also when one was removed meanwhile', () => {
  const ids = [1, 2, 3].map((n) => store.create({{name|camel}}Input(n)).id).reverse();
  const whole = store.list({});
  expect([whole.items.map(({ id }) => id), whole.nextCursor]).toEqual([ids, null]);
  const { items, nextCursor } = store.list({ limit: 2 });
  expect(items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  store.remove(nextCursor ?? '');
  const rest = store.list({ limit: 2, cursor: nextCursor ?? undefined });
  expect([rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([ids.slice(2), null]);
});
{{#first fields.text}}

it('finds a part of a text, whatever its case', () => {
  const { id } = store.create({ ...{{name|camel}}Input(1), {{field.key}}: 'Rosemary' });
  store.create({{name|camel}}Input(2));
  expect(store.list({ q: 'MARY' }).items.map((one) => one.id)).toEqual([id]);
});
{{/first}}

it('changes what is named and nothing else', () => {
  const before = store.create({{name|camel}}Input(1));
  {{#first fields.changeable}}
  const changes = { {{field.key}}: {{name|camel}}Input(2).{{field.key}} };
  const after = store.update(before.id, changes);
  expect(after).toEqual({ ...before, ...changes, updatedAt: after?.updatedAt });
  {{/first}}
  {{^has fields.changeable}}
  const after = store.update(before.id, {});
  expect(after).toEqual({ ...before, updatedAt: after?.updatedAt });
  {{/has}}
});
{{#has fields.unique}}

it('refuses what another one has', () => {
  store.create({{name|camel}}Input(1));
  expect(() => store.create({{name|camel}}Input(1))).toThrow('Another {{name|words}} has this');
});
{{/has}}

it('knows nothing of an id that nothing has', () => {
  expect(store.get(UNKNOWN)).toBeNull();
  expect(store.update(UNKNOWN, {})).toBeNull();
  expect(store.remove(UNKNOWN)).toBe(false);
});

it('begins with a few, and is one for the whole process', () => {
  expect({{name|camel}}Store().list({}).items.length).toBeGreaterThan(0);
  const { id } = {{name|camel}}Store().create({{name|camel}}Input(9));
  expect({{name|camel}}Store().get(id)).toMatchObject({ id });
});
