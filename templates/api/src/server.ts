import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { createApp } from './app.ts';
import { createPrismaClient } from './db/client.ts';
import { type Env, readEnv } from './env/env.ts';
import { EnvironmentError } from './env/parse-env.ts';
import { shutDownOnSignal } from './http/shutdown.ts';
import { createLogger } from './logger.ts';

const env = readEnvOrExit();
const isTerminal = Boolean(process.stdout.isTTY);
const logger = await createLogger(env.LOG_LEVEL, {
  readable: isTerminal && process.env.NODE_ENV !== 'production',
});
const prisma = createPrismaClient(env.DATABASE_URL);
const app = createApp({
  prisma,
  logger,
  corsOrigins: env.CORS_ORIGINS,
  trustProxy: env.TRUST_PROXY,
  rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
});

const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, app);
// Load balancers close idle connections after a minute. This is longer, so that they close them first.
server.keepAliveTimeout = 65_000;

server.on('error', (error) => {
  logger.fatal(error, 'The server cannot listen');
  process.exit(1);
});
server.listen({ port: env.PORT, host: env.HOST }, () => {
  const { port } = server.address() as AddressInfo;
  logger.info(`Listening on http://localhost:${port}`);
});

shutDownOnSignal({
  server,
  logger,
  timeoutMs: env.SHUTDOWN_TIMEOUT_MS,
  release: () => prisma.$disconnect(),
});

function readEnvOrExit(): Env {
  try {
    return readEnv(process.env);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
