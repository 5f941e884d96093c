import type { NextConfig } from 'next';

export default {
  serverExternalPackages: ['pg'],
} satisfies NextConfig;
