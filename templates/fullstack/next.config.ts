import type { NextConfig } from 'next';

export default {
  // Node loads these as they are: nothing in them needs compiling, and the first page of `dev` comes a second sooner.
  serverExternalPackages: ['@prisma/adapter-pg', '@trpc/server', 'pg', 'zod'],
} satisfies NextConfig;
