import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from '@/http/request.ts';
{{#fields.foreign}}
import { {{field.model|pascal}}Page } from '@/modules/{{field.model|plural|kebab}}/schema.ts';
{{/fields.foreign}}
import { {{name|plural|camel}}Query } from './query.ts';
import { type Create{{name|pascal}}, {{name|pascal}}, {{name|pascal}}Id, {{name|pascal}}Page, type Update{{name|pascal}} } from './schema.ts';

/** The first part of every query key of {{name|plural|words}}. A change invalidates all of these. */
export const {{name|plural|camel}}Key = ['{{name|plural|camel}}'] as const;

export function {{name|camel}}ListOptions({{#has fields.text}}q: string{{/has}}) {
  return infiniteQueryOptions({
    queryKey: [...{{name|plural|camel}}Key, 'list'{{#has fields.text}}, q{{/has}}],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...{{name|plural|camel}}Query({{#has fields.text}}q{{/has}}), ...(cursor !== '' && { cursor }) };
      const words = Object.entries(query).map(([name, value]) => [name, String(value)]);
      return request({{name|pascal}}Page, `/api/{{name|plural|kebab}}?${new URLSearchParams(words)}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function create{{name|pascal}}(body: Create{{name|pascal}}) {
  return request({{name|pascal}}, '/api/{{name|plural|kebab}}', { method: 'POST', body });
}

export function update{{name|pascal}}({ id, changes: body }: { id: string; changes: Update{{name|pascal}} }) {
  return request({{name|pascal}}, `/api/{{name|plural|kebab}}/${id}`, { method: 'PATCH', body });
}

export function remove{{name|pascal}}({ id }: { id: string }) {
  return request({{name|pascal}}Id, `/api/{{name|plural|kebab}}/${id}`, { method: 'DELETE' });
}
{{#fields.options}}

/** Finds {{field.model|plural|words}} to choose from. */
export async function search{{field.model|plural|pascal}}({{#field.labelled}}q: string{{/field.labelled}}) {
  const { items } = await request({{field.model|pascal}}Page, `/api/{{field.model|plural|kebab}}?${new URLSearchParams({ limit: '20'{{#field.labelled}}, ...(q && { q }){{/field.labelled}} })}`);
  return items.map(({ id{{#field.labelled}}, {{field.label}}{{/field.labelled}} }) => ({ id, label: {{field.label}} }));
}
{{/fields.options}}
