import { expect, test } from '@playwright/test';
import { pages } from '../src/site.ts';

test('every page has a Content-Security-Policy with a nonce of its own', async ({ request }) => {
  const [one, other] = await Promise.all([request.get('/'), request.get('/')]);
  const policy = one.headers()['content-security-policy'];
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toBe(other.headers()['content-security-policy']);
  expect(one.headers()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
  expect(one.headers()).not.toHaveProperty('x-powered-by');
});

test('health, robots, sitemap, manifest and icon answer', async ({ request, baseURL }) => {
  expect(await (await request.get('/api/health')).json()).toEqual({ status: 'ok' });
  expect(await (await request.get('/robots.txt')).text()).toContain(`${baseURL}/sitemap.xml`);
  const sitemap = await (await request.get('/sitemap.xml')).text();
  for (const path of ['/', ...Object.keys(pages)])
    expect(sitemap).toContain(`<loc>${baseURL}${path}</loc>`);
  expect(await (await request.get('/manifest.webmanifest')).json()).toMatchObject({
    start_url: '/',
  });
  expect((await request.get('/icon.svg')).headers()['content-type']).toContain('image/svg+xml');
});
