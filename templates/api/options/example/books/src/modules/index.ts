import type { Endpoint } from '../http/endpoint.ts';
import { bookEndpoints } from './books/routes.ts';

/** Every feature of the API. The routes, the OpenAPI document and the docs page are built from this list. */
export const modules: Record<string, readonly Endpoint[]> = {
  // One line for each feature.
  books: bookEndpoints,
};
