import { beforeEach, expect, it } from 'vitest';
import { testApp } from '../../../test/app.ts';
import { useDatabase } from '../../../test/database/use-database.ts';
import { {{name|camel}}Input{{#has fields.needed}}, {{name|camel}}References{{/has}} } from '../../../test/{{name|plural|kebab}}.ts';
import { {{name|pascal}}, {{name|pascal}}Page } from './schema.ts';

const PATH = '/api/v1/{{name|plural|kebab}}';
const UNKNOWN = `${PATH}/01940000-0000-7000-8000-000000000000`;

const database = useDatabase();
let client: ReturnType<typeof testApp>['client'];
let input: ReturnType<typeof {{name|camel}}Input>;

beforeEach({{#has fields.needed}}async {{/has}}() => {
  client = testApp(database).client;
  input = {{name|camel}}Input({{#has fields.needed}}await {{name|camel}}References(database.prisma){{/has}});
});

it('adds one, says where it is, and lists it', async () => {
  const { body, headers } = await client.post(PATH).send(input).expect(201);
  expect({{name|pascal}}.parse(body)).toEqual(body);
  expect(headers.location).toBe(`${PATH}/${body.id}`);
  await client.get(headers.location ?? '').expect(200, body);
  const { body: page } = await client.get(PATH).expect(200);
  expect({{name|pascal}}Page.parse(page)).toEqual({ items: [body], nextCursor: null });
});

it('changes what is sent', async () => {
  const { body } = await client.post(PATH).send(input).expect(201);
  {{#first fields.changeable}}
  const change = { {{field.key}}: input.{{field.key}} };
  const { body: changed } = await client.patch(`${PATH}/${body.id}`).send(change).expect(200);
  {{/first}}
  {{^has fields.changeable}}
  const { body: changed } = await client.patch(`${PATH}/${body.id}`).send({}).expect(200);
  {{/has}}
  expect(changed).toEqual({ ...body, updatedAt: changed.updatedAt });
});

it('deletes one, once', async () => {
  const { body } = await client.post(PATH).send(input).expect(201);
  await client.delete(`${PATH}/${body.id}`).expect(204, {});
  await client.delete(`${PATH}/${body.id}`).expect(404);
});

it('explains what is wrong', async () => {
  const { body } = await client.post(PATH).send({ ...input, unknown: true }).expect(400);
  expect(body.errors).toMatchObject([{ in: 'body' }]);
});

it('answers 404 for an id that nothing has, and 400 for one that is none', async () => {
  await client.get(UNKNOWN).expect(404);
  await client.patch(UNKNOWN).send(input).expect(404);
  await client.get(`${PATH}/none`).expect(400);
});
