import type { MetadataRoute } from 'next';
import { env } from '@/env/env.ts';

export const dynamic = 'force-dynamic';

export default function sitemap(): MetadataRoute.Sitemap {
  return ['/', '/books'].map((path) => ({ url: new URL(path, env().SITE_URL).href }));
}
