import compression from 'compression';
import cors from 'cors';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { PrismaClient } from './db/client.ts';
import { healthEndpoints } from './health/routes.ts';
import { documentation } from './http/docs/routes.ts';
import { errorHandler } from './http/error-handler.ts';
import { describeApi } from './http/openapi.ts';
import { Problem } from './http/problem.ts';
import { rateLimiter } from './http/rate-limiter.ts';
import { requestLog } from './http/request-log.ts';
import { createRouter } from './http/router.ts';
import { bookEndpoints } from './modules/books/routes.ts';
import { createBooksService } from './modules/books/service.ts';

export type AppOptions = {
  prisma: PrismaClient;
  logger: Logger;
  corsOrigins: string[];
  trustProxy: number | string[];
  rateLimitPerMinute: number;
  readyTimeoutMs?: number;
};

/** The application without a port, so that a test can call it. */
export function createApp(options: AppOptions): Express {
  const { prisma, logger, corsOrigins, trustProxy, rateLimitPerMinute } = options;
  const health = healthEndpoints(prisma, options.readyTimeoutMs ?? 2_000);
  const api = [...bookEndpoints(createBooksService({ prisma, user: null }))];

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);

  app.use(requestLog(logger));
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: CSP } }));
  app.use(compression());

  app.use(createRouter(health));
  app.use(documentation(describeApi([...api, ...health], { title: TITLE, version: '1' })));

  app.use('/api', cors({ origin: corsOrigins, exposedHeaders: EXPOSED_HEADERS }));
  app.use('/api', rateLimiter(rateLimitPerMinute));
  app.use('/api', express.json({ limit: '100kb' }));
  app.use(createRouter(api));

  app.use(() => {
    throw new Problem(404, { detail: 'There is nothing at this path.' });
  });
  app.use(errorHandler);
  return app;
}

const TITLE = '{{PROJECT_TITLE}}';
const EXPOSED_HEADERS = ['Location', 'X-Request-Id'];

/** Nothing but the stylesheet of the docs page is ever loaded. */
const CSP = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};
