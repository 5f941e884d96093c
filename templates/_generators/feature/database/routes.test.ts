import { NextRequest } from 'next/server';
import { {{#has fields.needed}}beforeEach, {{/has}}expect, it } from 'vitest';
import { {{name|pascal}}, {{name|pascal}}Page } from '@/modules/{{name|plural|kebab}}/schema.ts';
import { useStores } from '../../../../test/database/use-stores.ts';
import { {{name|camel}}Input{{#has fields.needed}}, {{name|camel}}References{{/has}} } from '../../../../test/{{name|plural|kebab}}.ts';
import { DELETE, PATCH } from './[id]/route.ts';
import { GET, POST } from './route.ts';

const url = 'http://localhost/api/{{name|plural|kebab}}';
const UNKNOWN = '01940000-0000-7000-8000-000000000000';
const sent = (method: string, body: unknown) => new Request(url, { method, body: JSON.stringify(body) });
const one = (id: string) => ({ params: Promise.resolve({ id }) });

{{#has fields.needed}}
const database = useStores();
let references: Awaited<ReturnType<typeof {{name|camel}}References>>;

beforeEach(async () => {
  references = await {{name|camel}}References(database.prisma);
});
{{/has}}
{{^has fields.needed}}
useStores();
{{/has}}

it('adds, lists, changes and removes one', async () => {
  const input = {{name|camel}}Input({{#has fields.needed}}references{{/has}});
  const created = await POST(sent('POST', input));
  expect(created.status).toBe(201);
  const {{name|camel}} = {{name|pascal}}.parse(await created.json());
  const { items } = {{name|pascal}}Page.parse(await (await GET(new NextRequest(`${url}?limit=1`))).json());
  expect(items).toEqual([{{name|camel}}]);

  const changed = {{name|pascal}}.parse(await (await PATCH(sent('PATCH', input), one({{name|camel}}.id))).json());
  expect(changed).toEqual({ ...{{name|camel}}, updatedAt: changed.updatedAt });

  const gone = () => DELETE(sent('DELETE', {}), one({{name|camel}}.id));
  expect([(await gone()).status, (await gone()).status]).toEqual([200, 404]);
});

it('explains what is wrong', async () => {
  const refused = await POST(sent('POST', { ...{{name|camel}}Input({{#has fields.needed}}references{{/has}}), unknown: true }));
  expect(refused.status).toBe(400);
  expect((await PATCH(sent('PATCH', {}), one(UNKNOWN))).status).toBe(404);
});
