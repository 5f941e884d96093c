import { join } from 'node:path';
import type { NextConfig } from 'next';

const nextConfig = {
  // The dependencies and packages that the apps share are at the root of the repository.
  outputFileTracingRoot: join(import.meta.dirname, '../..'),
  turbopack: { root: join(import.meta.dirname, '../..') },
} satisfies NextConfig;

export default nextConfig;
