import type { NextConfig } from 'next';

export default {
  // The readable log is for development: a build does not load it, but Next.js would copy it into the image.
  outputFileTracingExcludes: { '/*': ['**/node_modules/pino-pretty/**'] },
  serverExternalPackages: ['@prisma/adapter-pg', '@trpc/server', 'pg'],
} satisfies NextConfig;
