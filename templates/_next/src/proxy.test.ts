import { NextRequest } from 'next/server';
import { expect, it } from 'vitest';
import { proxy } from './proxy.ts';

it('gives each request a policy with a nonce of its own', () => {
  const policies = [1, 2].map(() =>
    proxy(new NextRequest('http://localhost/')).headers.get('content-security-policy'),
  );
  expect(policies[0]).toMatch(/script-src 'self' 'nonce-[\w=]+' 'strict-dynamic'/);
  expect(policies[0]).not.toBe(policies[1]);
});
