import { describe, expect, it } from 'vitest';
import { testApp } from '../../test/app.ts';
import { useDatabase } from '../../test/database/use-database.ts';
import type { OpenApiDocument, Operation } from './openapi.ts';

const NOT_DOCUMENTED = ['GET /openapi.json', 'GET /docs', 'GET /docs/style.css'];

const database = useDatabase();

describe('the OpenAPI document', () => {
  it('has every route of the application and no other', async () => {
    const { app } = testApp(database);
    const served = routesOf(app.router.stack).filter((route) => !NOT_DOCUMENTED.includes(route));
    const documented = (await operations()).map(({ route }) => route);
    expect(documented.sort()).toEqual(served.sort());
  });

  it('gives each operation an id of its own', async () => {
    const ids = (await operations()).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers to nothing that it does not define', async () => {
    const document = await readDocument();
    const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
    const names = new Set([...references].map(([, name]) => name));
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining([...names]));
  });

  it('describes what a body may leave out and what an answer always has', async () => {
    const { schemas } = (await readDocument()).components;
    expect(schemas.CreateBook?.required).toEqual(['title', 'author']);
    expect(schemas.Book?.required).toContain('notes');
  });
});

type Layer = {
  route?: { path: string; stack: { method: string | undefined }[] };
  handle: object;
};

/** Express keeps what was registered in a stack of layers; a router's are inside its own. */
function routesOf(stack: readonly unknown[]): string[] {
  return (stack as Layer[]).flatMap(({ route, handle }) => {
    if ('stack' in handle) return routesOf(handle.stack as Layer[]);
    const methods = route?.stack.map(({ method }) => method).filter((method) => method) ?? [];
    const path = route?.path.replace(/:(\w+)/g, '{$1}');
    return methods.map((method) => `${method?.toUpperCase()} ${path}`);
  });
}

async function readDocument(): Promise<OpenApiDocument> {
  const { body } = await testApp(database).client.get('/openapi.json').expect(200);
  return body;
}

async function operations(): Promise<{ route: string; operation: Operation }[]> {
  const { paths } = await readDocument();
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
}
