import type { NextConfig } from 'next';

const nextConfig = {
  serverExternalPackages: ['@prisma/adapter-pg', '@trpc/server', 'pg'],
} satisfies NextConfig;

export default nextConfig;
