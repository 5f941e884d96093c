import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import type { OpenApiDocument } from './openapi.ts';
import { docsPolicy } from './security-headers.ts';

/** The same path from `src/` and from `dist/`. */
const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));
const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** The OpenAPI document for programs. For people, a start page and the docs page, which shows that document. */
export function createPages(document: OpenApiDocument): Router {
  const router = Router();
  router.get('/', (_request, response) => {
    response.sendFile('index.html', { root: PUBLIC });
  });
  router.get('/docs', docsPolicy(), (_request, response) => {
    response.sendFile('docs.html', { root: PUBLIC });
  });
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    router.get(`/docs/${file}`, (_request, response) => {
      response.sendFile(file, { root: SWAGGER_UI });
    });
  }
  router.use(express.static(PUBLIC, { index: false }));
  return router;
}
