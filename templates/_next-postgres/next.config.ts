import type { NextConfig } from 'next';

const nextConfig = {
  // What the image needs to apply the migrations: `node src/db/deploy.ts`.
  outputFileTracingIncludes: {
    '/api/ready': ['prisma/migrations/**/*', 'src/db/{deploy,migrate}.ts'],
  },
  serverExternalPackages: ['@prisma/adapter-pg', 'pg'],
} satisfies NextConfig;

export default nextConfig;
