import { expect, it } from 'vitest';
import { contentSecurityPolicy } from './csp.ts';

it('allows scripts and styles by the nonce of the request', () => {
  const directives = contentSecurityPolicy('abc', false).split('; ');
  expect(directives).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  expect(directives).toContain("style-src 'self' 'nonce-abc'");
});

it('allows nothing inline and no evaluation in production', () => {
  expect(contentSecurityPolicy('abc', false)).not.toContain('unsafe');
});

it('allows in development what the error overlay needs', () => {
  const directives = contentSecurityPolicy('abc', true).split('; ');
  expect(directives).toContain("style-src 'self' 'unsafe-inline'");
  expect(directives).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic' 'unsafe-eval'");
});
