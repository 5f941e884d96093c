import { type Request, type RequestHandler, Router } from 'express';
import type * as z from 'zod';
import type { ServiceContext } from '../modules/service-context.ts';
import type { Endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';

type Place = 'params' | 'query' | 'body';
type ReadContext = (request: Request) => ServiceContext | Promise<ServiceContext>;

/** A router of endpoints. Each path answers 405 to methods that it does not have. */
export function createRouter(endpoints: readonly Endpoint[], readContext: ReadContext): Router {
  const router = Router();
  for (const endpoint of endpoints) {
    router[endpoint.method](endpoint.path, handlerOf(endpoint, readContext));
  }
  for (const path of new Set(endpoints.map((endpoint) => endpoint.path))) {
    router.all(path, methodNotAllowed(endpoints.filter((endpoint) => endpoint.path === path)));
  }
  return router;
}

function handlerOf(
  { params, query, body, success, handle }: Endpoint,
  readContext: ReadContext,
): RequestHandler {
  return async (request, response) => {
    if (body) requireJson(request);
    const input = {
      params: params ? parse(params, request, 'params') : {},
      query: query ? parse(query, request, 'query') : {},
      body: body && parse(body, request, 'body'),
    };
    const context = await readContext(request);
    const result = await handle({ ...input, context, response });
    response.status(success.status);
    if (success.schema) response.json(result);
    else response.end();
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, request: Request, place: Place) {
  const result = schema.safeParse(request[place]);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    in: place,
    path: path.join('.'),
    message,
  }));
  throw new Problem(400, { detail: 'The request is not valid.', errors });
}

function requireJson(request: Request) {
  if (request.is('application/json') === false) {
    throw new Problem(415, { detail: 'Send the body as application/json.' });
  }
}

function methodNotAllowed(endpoints: readonly Endpoint[]): RequestHandler {
  const allowed = endpoints.map(({ method }) => method.toUpperCase()).join(', ');
  return (_request, response) => {
    response.set('Allow', allowed);
    throw new Problem(405, { detail: `Allowed: ${allowed}.` });
  };
}
