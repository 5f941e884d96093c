import { NextRequest } from 'next/server';
import { expect, it } from 'vitest';
import { contentSecurityPolicy, proxy } from './proxy.ts';

it('gives each page a nonce of its own', () => {
  const policies = [1, 2].map(() =>
    proxy(new NextRequest('http://localhost/books')).headers.get('content-security-policy'),
  );
  expect(policies[0]).toMatch(/script-src 'self' 'nonce-[\w=]+' 'strict-dynamic'/);
  expect(policies[0]).not.toBe(policies[1]);
});

it('allows nothing inline and no evaluation in production', () => {
  expect(contentSecurityPolicy('n', false)).not.toContain('unsafe');
});
