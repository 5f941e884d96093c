import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { EnvironmentError, parseEnv } from './parse-env.ts';

const schema = z.object({
  PORT: z.coerce.number().int().default(3000),
  SITE_URL: z.url(),
});

describe('parseEnv', () => {
  it('gives typed values and defaults', () => {
    expect(parseEnv(schema, { SITE_URL: 'https://example.com', PORT: '80' })).toEqual({
      PORT: 80,
      SITE_URL: 'https://example.com',
    });
  });

  it('treats an empty variable as not set', () => {
    const env = parseEnv(schema, { SITE_URL: 'https://example.com', PORT: '' });
    expect(env.PORT).toBe(3000);
  });

  it('names every variable that is wrong or missing', () => {
    const read = () => parseEnv(schema, { PORT: 'http' });
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(/PORT: Invalid input.*\n.*SITE_URL: is not set/);
  });

  it('never prints a value', () => {
    expect(() => parseEnv(schema, { SITE_URL: 's3cret' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
    );
  });
});
