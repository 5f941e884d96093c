import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

const DATABASE_URL = 'postgresql://user:secret@localhost:5432/shop';

describe('readEnv', () => {
  it('needs nothing but a database', () => {
    expect(readEnv({ DATABASE_URL })).toEqual({
      DATABASE_URL,
      PORT: {{PORT}},
      LOG_LEVEL: 'info',
      CORS_ORIGINS: [],
      TRUST_PROXY: 0,
      RATE_LIMIT_PER_MINUTE: 300,
      SHUTDOWN_TIMEOUT_MS: 10_000,
    });
  });

  it('reads lists', () => {
    const CORS_ORIGINS = 'https://a.example.com, https://b.example.com';
    const env = readEnv({ DATABASE_URL, CORS_ORIGINS, TRUST_PROXY: 'loopback, 10.0.0.0/8' });
    expect(env.CORS_ORIGINS).toEqual(['https://a.example.com', 'https://b.example.com']);
    expect(env.TRUST_PROXY).toEqual(['loopback', '10.0.0.0/8']);
  });

  it('takes a number of proxies', () => {
    expect(readEnv({ DATABASE_URL, TRUST_PROXY: '2' }).TRUST_PROXY).toBe(2);
  });

  it.each([
    ['DATABASE_URL', { DATABASE_URL: undefined }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/shop' }],
    ['PORT', { PORT: 'http' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'example' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('names %s when it is wrong: %o', (name, variables) => {
    expect(() => readEnv({ DATABASE_URL, ...variables })).toThrow(new RegExp(`  ${name}`));
  });
});
