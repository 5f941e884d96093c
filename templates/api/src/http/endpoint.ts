import type { Response } from 'express';
import type * as z from 'zod';
import type { ServiceContext } from '../modules/service-context.ts';

/** One operation of the API: its route, its validation and its part of the OpenAPI document are all read from here. */
export type Endpoint<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Result extends z.ZodType = z.ZodType,
> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express writes it: `/api/v1/things/:id`. */
  path: string;
  operationId: string;
  summary: string;
  tag: string;
  params?: Params;
  query?: Query;
  /** A body's and a result's schema need a name: `.meta({ id: 'Thing' })`. */
  body?: Body;
  success: { status: number; description: string; schema?: Result };
  /** Statuses it answers with besides those that validation and the server give. */
  problems?: readonly number[];
  handle(request: {
    params: z.output<Params>;
    query: z.output<Query>;
    body: z.output<Body>;
    /** What a service is made from. */
    context: ServiceContext;
    /** For its headers: the status and the body follow from `success` and the result. */
    response: Response;
  }): Promise<z.input<Result>>;
};

/** Checks a definition against its own schemas and forgets their types, so that endpoints fit in one list. */
export function endpoint<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Result extends z.ZodType = z.ZodVoid,
>(definition: Endpoint<Params, Query, Body, Result>): Endpoint {
  return definition;
}
