import { Writable } from 'node:stream';
import supertest from 'supertest';
import { type AppOptions, createApp } from '../src/app.ts';
import { loggerTo } from '../src/logger.ts';

/** The application, a client for it, and the lines that it logs. */
export function testApp(options: Pick<AppOptions, 'prisma'> & Partial<AppOptions>) {
  const logged: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  const app = createApp({
    logger: loggerTo(stream, 'info'),
    corsOrigins: [],
    trustProxy: 0,
    rateLimitPerMinute: 1000,
    ...options,
  });
  return { app, client: supertest(app), logged };
}
