import type { NextConfig } from 'next';

const nextConfig = {
  serverExternalPackages: ['@trpc/server'],
} satisfies NextConfig;

export default nextConfig;
