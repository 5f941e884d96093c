import { STATUS_CODES } from 'node:http';
import * as z from 'zod';
import type { Endpoint } from './endpoint.ts';
import { ProblemDetails } from './problem.ts';

export type Schema = z.core.JSONSchema.JSONSchema;
type Content = Record<string, { schema: { $ref: string } }>;
export type Parameter = {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description?: string | undefined;
  schema: Schema;
};
export type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { required: true; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
};
export type OpenApiDocument = {
  openapi: '3.1.1';
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

const REFERENCE = /"#\/components\/schemas\/([^"]+)"/g;

/** The OpenAPI document of a list of endpoints, read from their zod schemas. */
export function describeApi(
  endpoints: readonly Endpoint[],
  info: OpenApiDocument['info'],
): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method]: toOperation(endpoint) };
  }
  const schemas = referredTo(paths, toComponents(endpoints));
  return { openapi: '3.1.1', info, paths, components: { schemas } };
}

function toOperation(endpoint: Endpoint): Operation {
  const { operationId, summary, tag, params, query, body, success } = endpoint;
  const parameters = [...toParameters('path', params), ...toParameters('query', query)];
  return {
    operationId,
    summary,
    tags: [tag],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: json(body) } }),
    responses: {
      [success.status]: {
        description: success.description,
        ...(success.schema && { content: json(success.schema) }),
      },
      ...Object.fromEntries(problemsOf(endpoint).map((status) => [status, problemOf(status)])),
    },
  };
}

function toParameters(place: Parameter['in'], schema: z.ZodObject | undefined): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    override: tidy,
  });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as Schema;
    return { name, in: place, required: required.includes(name), description, schema: rest };
  });
}

function problemsOf({ path, params, query, body, problems = [] }: Endpoint) {
  const validated = params || query || body ? [400] : [];
  const limited = path.startsWith('/api/') ? [429] : [];
  return [...validated, ...problems, ...(body ? [413, 415] : []), ...limited, 500].sort();
}

function problemOf(status: number) {
  const description = STATUS_CODES[status] ?? 'Error';
  return { description, content: json(ProblemDetails, 'application/problem+json') };
}

function json(schema: z.ZodType, type = 'application/json'): Content {
  return { [type]: { schema: { $ref: reference(nameOf(schema)) } } };
}

/** Bodies as input, everything else as output: a field with a default is optional only in the input. */
function toComponents(endpoints: readonly Endpoint[]) {
  const bodies = new Set(endpoints.flatMap(({ body }) => (body ? [nameOf(body)] : [])));
  const named = (io: 'input' | 'output') =>
    z.toJSONSchema(z.globalRegistry, { io, uri: reference, override: tidy }).schemas;
  const answered = Object.entries(named('output')).filter(([name]) => !bodies.has(name));
  const sent = Object.entries(named('input')).filter(([name]) => bodies.has(name));
  return Object.fromEntries(
    [...answered, ...sent].map(([name, { $id, $schema, ...schema }]) => [name, schema]),
  );
}

/** Zod lists every named schema of the program. The document has only those that its paths use. */
function referredTo(paths: OpenApiDocument['paths'], schemas: Record<string, Schema>) {
  const names = new Set<string>();
  const follow = (part: unknown) => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(REFERENCE)) {
      if (names.has(name)) continue;
      names.add(name);
      follow(schemas[name] ?? {});
    }
  };
  follow(paths);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => names.has(name)));
}

function nameOf(schema: z.ZodType) {
  const name = schema.meta()?.id;
  if (!name) throw new Error('The schema of a body or a result needs .meta({ id }).');
  return name;
}

function reference(name: string) {
  return `#/components/schemas/${name}`;
}

/** Removes the regular expression of a schema with a format, because the format is easier to read. */
function tidy({ jsonSchema }: { jsonSchema: Schema }) {
  if (jsonSchema.format) delete jsonSchema.pattern;
}
