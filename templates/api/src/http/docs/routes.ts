import { Router } from 'express';
import type { OpenApiDocument } from '../openapi.ts';
import { docsPage } from './page.ts';
import { stylesheet } from './stylesheet.ts';

/** The OpenAPI document for programs, and the same for people: no script, nothing from another host. */
export function documentation(document: OpenApiDocument): Router {
  const page = docsPage(document);
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  router.get('/docs', (_request, response) => {
    response.type('html').send(page);
  });
  router.get('/docs/style.css', (_request, response) => {
    response.type('css').send(stylesheet);
  });
  return router;
}
