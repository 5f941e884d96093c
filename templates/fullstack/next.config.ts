import type { NextConfig } from 'next';

export default {
  serverExternalPackages: ['@prisma/adapter-pg', '@trpc/server', 'pg'],
} satisfies NextConfig;
