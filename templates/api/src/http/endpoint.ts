import type { Response } from 'express';
import type * as z from 'zod';
import type { ServiceContext } from '../modules/service-context.ts';

/** One operation of the API. Its route, its validation and its part of the OpenAPI document are built from this. */
export type Endpoint<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Result extends z.ZodType = z.ZodType,
> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** In the syntax of Express: `/api/v1/things/:id`. */
  path: string;
  operationId: string;
  summary: string;
  tag: string;
  params?: Params;
  query?: Query;
  /** The schemas of a body and a result need a name: `.meta({ id: 'Thing' })`. */
  body?: Body;
  success: { status: number; description: string; schema?: Result };
  /** Error statuses, besides those of validation and of the server itself. */
  problems?: readonly number[];
  handle(request: {
    params: z.output<Params>;
    query: z.output<Query>;
    body: z.output<Body>;
    /** The argument of `create…Service`. */
    context: ServiceContext;
    /** For headers only: `success` sets the status, and the result is the body. */
    response: Response;
  }): Promise<z.input<Result>>;
};

/** Checks the types of a definition, then removes them, so that all endpoints fit in one list. */
export function endpoint<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Result extends z.ZodType = z.ZodVoid,
>(definition: Endpoint<Params, Query, Body, Result>): Endpoint {
  return definition;
}
