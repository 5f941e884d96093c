import { describe, expect, it } from 'vitest';
import { testApp } from '../../test/app.ts';
import { useDatabase } from '../../test/database/use-database.ts';
import { PATH, things } from '../../test/things.ts';
import type { OpenApiDocument } from './openapi.ts';

/** Routes that are no operations of the API: the pages and the document itself. */
const PAGES = [
  'GET /',
  'GET /docs',
  'GET /docs/swagger-ui-bundle.js',
  'GET /docs/swagger-ui.css',
  'GET /openapi.json',
];

const database = useDatabase();

describe.each([
  ['this API', {}],
  ['another API', { modules: { things } }],
])('the OpenAPI document of %s', (_, options) => {
  it('has every route of the application and no other', async () => {
    const { app } = testApp({ ...database, ...options });
    const served = routesOf(app.router.stack).filter((route) => !PAGES.includes(route));
    const documented = operationsOf(await readDocument(options)).map(({ route }) => route);
    expect(documented.sort()).toEqual(served.sort());
  });

  it('gives each operation an id of its own', async () => {
    const operations = operationsOf(await readDocument(options));
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says what each operation and each answer is', async () => {
    for (const { route, operation } of operationsOf(await readDocument(options))) {
      const { operationId, summary, tags, responses } = operation;
      const answers = Object.values(responses).map(({ description }) => description);
      for (const text of [operationId, summary, ...tags, ...answers]) {
        expect(text, route).toMatch(/^\w/);
      }
    }
  });

  it('defines what it refers to, and nothing else', async () => {
    const document = await readDocument(options);
    const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
    const names = new Set([...references].map(([, name = '']) => name));
    expect(Object.keys(document.components.schemas).sort()).toEqual([...names].sort());
  });
});

describe('an operation', () => {
  it('says what a body may leave out and what an answer always has', async () => {
    const { schemas } = (await readDocument({ modules: { things } })).components;
    expect(schemas.CreateThing?.required).toEqual(['name']);
    expect(schemas.Thing?.required).toEqual(['id', 'name', 'size']);
  });

  it('has its parameters, and the problems that it answers with', async () => {
    const { paths } = await readDocument({ modules: { things } });
    const read = paths[`${PATH}/{id}`]?.get;
    expect(read?.parameters).toMatchObject([{ name: 'id', in: 'path', required: true }]);
    expect(Object.keys(read?.responses ?? {})).toEqual(['200', '400', '404', '429', '500']);
  });
});

type Layer = {
  route?: { path: string; stack: { method: string | undefined }[] };
  handle: object;
};
type Options = Partial<Parameters<typeof testApp>[0]>;

/** Express keeps its routes in a stack of layers. A router has a stack of its own. */
function routesOf(stack: readonly unknown[]): string[] {
  return (stack as Layer[]).flatMap(({ route, handle }) => {
    if ('stack' in handle) return routesOf(handle.stack as Layer[]);
    const methods = route?.stack.map(({ method }) => method).filter((method) => method) ?? [];
    const path = route?.path.replace(/:(\w+)/g, '{$1}');
    return [...new Set(methods)].map((method) => `${method?.toUpperCase()} ${path}`);
  });
}

async function readDocument(options: Options): Promise<OpenApiDocument> {
  const { client } = testApp({ ...database, ...options });
  return (await client.get('/openapi.json').expect(200)).body;
}

function operationsOf({ paths }: OpenApiDocument) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
}
