import compression from 'compression';
import cors from 'cors';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { PrismaClient } from './db/client.ts';
import { healthEndpoints } from './health/routes.ts';
import { errorHandler } from './http/error-handler.ts';
import { describeApi } from './http/openapi.ts';
import { createPages } from './http/pages.ts';
import { Problem } from './http/problem.ts';
import { rateLimiter } from './http/rate-limiter.ts';
import { readUser } from './http/read-user.ts';
import { requestLog } from './http/request-log.ts';
import { createRouter } from './http/router.ts';
import { securityHeaders } from './http/security-headers.ts';
import { modules as allModules } from './modules/index.ts';
import { reportError } from './report-error.ts';

export type AppOptions = {
  prisma: PrismaClient;
  logger: Logger;
  corsOrigins: string[];
  trustProxy: number | string[];
  rateLimitPerMinute: number;
  /** Tests pass their own. The server has those of `modules/index.ts`. */
  modules?: typeof allModules;
  readyTimeoutMs?: number;
  reportError?: typeof reportError;
};

/** The application, which a test can call without a port. */
export function createApp(options: AppOptions): Express {
  const { prisma, logger, corsOrigins, trustProxy, rateLimitPerMinute } = options;
  const health = healthEndpoints(options.readyTimeoutMs ?? 2_000);
  const api = Object.values(options.modules ?? allModules).flat();
  const document = describeApi([...api, ...health], { title: TITLE, version: '1' });

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);

  app.use(requestLog(logger));
  app.use(securityHeaders());
  app.use(compression());

  app.use(createRouter(health, () => ({ prisma, user: null })));

  app.use('/api', cors({ origin: corsOrigins, exposedHeaders: EXPOSED_HEADERS }));
  app.use('/api', rateLimiter(rateLimitPerMinute));
  app.use('/api', express.json({ limit: '100kb' }));
  app.use(createRouter(api, async (request) => ({ prisma, user: await readUser(request) })));

  app.use(createPages(document));
  app.use(() => {
    throw new Problem(404, { detail: 'There is nothing at this path.' });
  });
  app.use(errorHandler(options.reportError ?? reportError));
  return app;
}

const TITLE = '{{PROJECT_TITLE}}';
const EXPOSED_HEADERS = ['Location', 'X-Request-Id'];
