import { describe, expect, it } from 'vitest';
import { testApp } from '../../test/app.ts';
import { useDatabase } from '../../test/database/use-database.ts';

const LINK = /(?:src|href)="([^"]*)"/g;

const database = useDatabase();

describe.each(['/', '/docs'])('the page %s', (path) => {
  it('links to what this server has, and to no other', async () => {
    const { client } = testApp(database);
    const { text } = await client.get(path).expect(200).expect('Content-Type', /html/);
    const links = [...text.matchAll(LINK)].map(([, link = '']) => link);
    expect(links).toContain('/openapi.json');
    for (const link of links) {
      expect(link).toMatch(/^\/(?!\/)/);
      await client.get(link).expect(200);
    }
  });

  it('allows no inline style and no inline script', async () => {
    const { headers, text } = await testApp(database).client.get(path);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(text).not.toMatch(/<style|<script>|style="/);
  });
});

it('lets only the docs page run scripts', async () => {
  const { client } = testApp(database);
  const policies = { '/': false, '/docs': true, '/docs.html': false, '/healthz': false };
  for (const [path, expected] of Object.entries(policies)) {
    const { headers } = await client.get(path).expect(200);
    const allowed = headers['content-security-policy']?.includes("script-src 'self'");
    expect([path, allowed]).toEqual([path, expected]);
  }
});

it.each(['/docs/index.html', '/docs/package.json', '/../package.json', '/%2e%2e/package.json'])(
  'serves no other file: %s',
  async (path) => {
    await testApp(database).client.get(path).expect(404);
  },
);
