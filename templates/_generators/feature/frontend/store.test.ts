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

it('pages through all, the newest first, also when one was removed meanwhile', () => {
  const ids = [1, 2, 3].map((n) => store.create({{name|camel}}Input(n)).id).reverse();
  const whole = store.list({ limit: 3 });
  expect([whole.items.map(({ id }) => id), whole.nextCursor]).toEqual([ids, null]);
  const { items, nextCursor } = store.list({ limit: 2 });
  expect(items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const rest = () => store.list({ limit: 2, cursor: nextCursor ?? undefined });
  expect([rest().items.map(({ id }) => id), rest().nextCursor]).toEqual([ids.slice(2), null]);
  store.remove(nextCursor ?? '');
  expect(rest().items.map(({ id }) => id)).toEqual(ids.slice(2));
});
{{#has fields.text}}

it.each([{{#fields.text}}'{{field.key}}', {{/fields.text}}])('finds a part of the %s, whatever its case', (text) => {
  const { id } = store.create({ ...{{name|camel}}Input(1), [text]: 'Rosemary' });
  store.create({{name|camel}}Input(2));
  expect(store.list({ q: 'MARY' }).items.map((one) => one.id)).toEqual([id]);
});
{{/has}}

it('keeps what it was given', () => {
  const created = store.create({{name|camel}}Input(1));
  expect({{name|pascal}}.parse(created)).toEqual(created);
  expect(store.get(created.id)).toEqual(created);
});

it('changes what is named and nothing else', () => {
  const before = store.create({{name|camel}}Input(1));
  vi.useFakeTimers({ now: new Date('2040-01-01') });
  {{#first fields.changeable}}
  const changes = { {{field.key}}: {{name|camel}}Input(2).{{field.key}} };
  const after = store.update(before.id, changes);
  expect(after).toEqual({ ...before, ...changes, updatedAt: '2040-01-01T00:00:00.000Z' });
  {{/first}}
  {{^has fields.changeable}}
  const after = store.update(before.id, {});
  expect(after).toEqual({ ...before, updatedAt: '2040-01-01T00:00:00.000Z' });
  {{/has}}
});
{{#has fields.unique}}

it('refuses what another one has', () => {
  store.create({{name|camel}}Input(1));
  {{#first fields.unique}}
  const issues = [{ path: '{{field.name}}', message: 'Another {{name|words}} has this' }];
  {{/first}}
  expect(() => store.create({{name|camel}}Input(1))).toThrow(
    expect.objectContaining({ kind: 'conflict', issues }),
  );
});
{{/has}}
{{#has fields.model}}

it.each([
  {{#fields.model}}
  ['{{field.key}}', 'This {{field.model|words}} is not there'],
  {{/fields.model}}
])('refuses a %s that nothing has', (path, message) => {
  const refused = expect.objectContaining({ kind: 'invalid', issues: [{ path, message }] });
  expect(() => store.create({ ...{{name|camel}}Input(1), [path]: UNKNOWN })).toThrow(refused);
  const { id } = store.create({{name|camel}}Input(1));
  expect(() => store.update(id, { [path]: UNKNOWN })).toThrow(refused);
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
