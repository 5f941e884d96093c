import { join } from 'node:path';
import type { NextConfig } from 'next';

const nextConfig = {
  // What the packages share lies at the root of the repository.
  outputFileTracingRoot: join(import.meta.dirname, '../..'),
  turbopack: { root: join(import.meta.dirname, '../..') },
} satisfies NextConfig;

export default nextConfig;
