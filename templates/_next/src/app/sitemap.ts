import type { MetadataRoute } from 'next';
import { env } from '@/env/env.ts';
import { pages } from '@/site.ts';

export const dynamic = 'force-dynamic';

export default function sitemap(): MetadataRoute.Sitemap {
  return ['/', ...Object.keys(pages)].map((path) => ({
    url: new URL(path, env().SITE_URL).href,
  }));
}
