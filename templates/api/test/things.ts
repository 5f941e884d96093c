import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { endpoint } from '../src/http/endpoint.ts';
import { Problem } from '../src/http/problem.ts';

export const PATH = '/api/things';

const Thing = z
  .strictObject({ id: z.uuid(), name: z.string(), size: z.int().default(1) })
  .meta({ id: 'Thing' });
const Things = z.array(Thing).meta({ id: 'Things' });
const CreateThing = z
  .strictObject({ name: z.string().min(1), size: z.int().default(1) })
  .meta({ id: 'CreateThing' });

/** A feature for the tests of what all features share. It needs the database, but no table. */
export const things = [
  endpoint({
    method: 'get',
    path: PATH,
    operationId: 'listThings',
    summary: 'List things',
    tag: 'things',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).default(1) }),
    success: { status: 200, description: 'Things', schema: Things },
    handle: ({ query, context }) =>
      context.prisma
        .$queryRaw`SELECT gen_random_uuid() AS id, 'One' AS name, 1 AS size LIMIT ${query.limit}`,
  }),
  endpoint({
    method: 'post',
    path: PATH,
    operationId: 'createThing',
    summary: 'Add a thing',
    tag: 'things',
    body: CreateThing,
    success: { status: 201, description: 'The thing, at its Location', schema: Thing },
    async handle({ body, response }) {
      const thing = { id: randomUUID(), ...body };
      response.location(`${PATH}/${thing.id}`);
      return thing;
    },
  }),
  endpoint({
    method: 'get',
    path: `${PATH}/:id`,
    operationId: 'getThing',
    summary: 'Read a thing',
    tag: 'things',
    params: z.strictObject({ id: z.uuid() }),
    success: { status: 200, description: 'The thing', schema: Thing },
    problems: [404],
    async handle() {
      throw new Problem(404);
    },
  }),
];
