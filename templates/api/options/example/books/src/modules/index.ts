import type { Endpoint } from '../http/endpoint.ts';
import { bookEndpoints } from './books/routes.ts';

/** Every feature of the API. Routes, 405s, the OpenAPI document and the docs page follow from it. */
export const modules: Record<string, readonly Endpoint[]> = {
  // One feature a line.
  books: bookEndpoints,
};
