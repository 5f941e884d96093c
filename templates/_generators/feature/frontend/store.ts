import type * as z from 'zod';
import { newId } from '../../new-id.ts';
{{#fields.foreign}}
import { {{field.model|camel}}Store } from '../../{{field.model|plural|kebab}}/store/store.ts';
{{/fields.foreign}}
{{#has fields.refusing}}
import { RuleError } from '../../rule-error.ts';
{{/has}}
import { Create{{name|pascal}}, List{{name|plural|pascal}}, type {{name|pascal}}, type {{name|pascal}}Page, Update{{name|pascal}} } from '../schema.ts';
import { seed{{name|plural|pascal}} } from './seed.ts';

type {{name|pascal}}Rows = Map<string, {{name|pascal}}>;

export type {{name|pascal}}Store = ReturnType<typeof create{{name|pascal}}Store>;

/** {{name|plural|title}} in memory. It validates all input, and returns copies, so that callers cannot change what is stored. */
export function create{{name|pascal}}Store(kept: {{name|pascal}}Rows | Promise<{{name|pascal}}Rows> = new Map()) {
  return {
    /** The newest first: ids grow with time. */
    async list(input: z.input<typeof List{{name|plural|pascal}}>): Promise<{{name|pascal}}Page> {
      const { cursor, limit{{#has fields.text}}, q{{/has}} } = List{{name|plural|pascal}}.parse(input);
      const found = [...(await kept).values()]
        {{#has fields.text}}
        .filter(({{name|camel}}) => !q || matches({{name|camel}}, q))
        {{/has}}
        .filter(({ id }) => cursor === undefined || id < cursor)
        .sort((one, other) => (one.id < other.id ? 1 : -1));
      const items = structuredClone(found.slice(0, limit));
      const last = found.length > limit ? items.at(-1) : undefined;
      return { items, nextCursor: last?.id ?? null };
    },

    async get(id: string): Promise<{{name|pascal}} | null> {
      return structuredClone((await kept).get(id) ?? null);
    },

    async create(input: z.input<typeof Create{{name|pascal}}>): Promise<{{name|pascal}}> {
      {{#has fields.model}}
      const { {{#fields.model}}{{field.key}}, {{/fields.model}}...fields } = Create{{name|pascal}}.parse(input);
      {{/has}}
      {{^has fields.model}}
      const fields = Create{{name|pascal}}.parse(input);
      {{/has}}
      {{#has fields.model}}
      const references = {
        {{#fields.model}}
        {{field.name}}: {{#field.optional}}{{field.key}} === null ? null : {{/field.optional}}await {{field.model|camel}}Of({{field.key}}, '{{field.key}}'),
        {{/fields.model}}
      };
      {{/has}}
      const now = new Date().toISOString();
      return save(await kept, {
        id: newId(),
        ...fields,
        {{#has fields.model}}
        ...references,
        {{/has}}
        createdAt: now,
        updatedAt: now,
      });
    },

    async update(id: string, input: z.input<typeof Update{{name|pascal}}>): Promise<{{name|pascal}} | null> {
      {{#has fields.model}}
      const { {{#fields.model}}{{field.key}}, {{/fields.model}}...changes } = Update{{name|pascal}}.parse(input);
      {{/has}}
      {{^has fields.model}}
      const changes = Update{{name|pascal}}.parse(input);
      {{/has}}
      {{#has fields.model}}
      const references = {
        {{#fields.model}}
        ...({{field.key}} !== undefined && { {{field.name}}: {{#field.optional}}{{field.key}} === null ? null : {{/field.optional}}await {{field.model|camel}}Of({{field.key}}, '{{field.key}}') }),
        {{/fields.model}}
      };
      {{/has}}
      const rows = await kept;
      // Nothing is awaited from here on, so that no other change comes in between.
      const current = rows.get(id);
      if (!current) return null;
      return save(rows, {
        ...current,
        ...changes,
        {{#has fields.model}}
        ...references,
        {{/has}}
        updatedAt: new Date().toISOString(),
      });
    },

    async remove(id: string): Promise<boolean> {
      return (await kept).delete(id);
    },
  };
  {{#fields.looked}}

  async function {{field.model|camel}}Of(id: string, path: string) {
    const found = {{#field.self}}(await kept).get(id){{/field.self}}{{^field.self}}await {{field.model|camel}}Store().get(id){{/field.self}};
    if (!found) throw new RuleError('invalid', [{ path, message: 'This {{field.model|words}} is not there' }]);
    return { id{{#field.labelled}}, {{field.label}}: found.{{field.label}}{{/field.labelled}} };
  }
  {{/fields.looked}}
}

function save(rows: {{name|pascal}}Rows, {{name|camel}}: {{name|pascal}}): {{name|pascal}} {
  {{#fields.unique}}
  refuseTaken(rows, {{name|camel}}, '{{field.name}}');
  {{/fields.unique}}
  rows.set({{name|camel}}.id, {{name|camel}});
  return structuredClone({{name|camel}});
}
{{#has fields.unique}}

function refuseTaken(rows: {{name|pascal}}Rows, {{name|camel}}: {{name|pascal}}, path: keyof {{name|pascal}}) {
  const isTaken = [...rows.values()].some(
    (other) => other.id !== {{name|camel}}.id && other[path] !== null && other[path] === {{name|camel}}[path],
  );
  if (isTaken) throw new RuleError('conflict', [{ path, message: 'Another {{name|words}} has this' }]);
}
{{/has}}
{{#has fields.text}}

function matches({{name|camel}}: {{name|pascal}}, q: string): boolean {
  const words = q.toLowerCase();
  return [{{#fields.text}}{{name|camel}}.{{field.name}}{{^field.last}}, {{/field.last}}{{/fields.text}}].some((text) => text{{#has fields.maybe}}?{{/has}}.toLowerCase().includes(words));
}
{{/has}}

/**
 * The store of this server process. Its {{name|plural|words}} are on the global object, because Next bundles pages and route handlers
 * separately, each with a copy of this code, and a reload in development loads the code again.
 */
export function {{name|camel}}Store(): {{name|pascal}}Store {
  const home = globalThis as { {{name|plural|camel}}?: Promise<{{name|pascal}}Rows> };
  home.{{name|plural|camel}} ??= seeded{{name|plural|pascal}}();
  return create{{name|pascal}}Store(home.{{name|plural|camel}});
}

async function seeded{{name|plural|pascal}}(): Promise<{{name|pascal}}Rows> {
  const rows: {{name|pascal}}Rows = new Map();
  await seed{{name|plural|pascal}}(create{{name|pascal}}Store(rows));
  return rows;
}
