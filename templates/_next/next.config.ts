import type { NextConfig } from 'next';

const nextConfig = {
  // AGENTS.md is written by people; src/AGENTS.md points at the same documentation as Next's own block would.
  agentRules: false,
  // `STANDALONE=1 next build` makes the self-contained server that the Dockerfile ships.
  ...(process.env.STANDALONE === '1' && { output: 'standalone' as const }),
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  reactStrictMode: true,
  // Node loads these as they are: nothing in them needs compiling, and the first page of `dev` comes sooner.
  serverExternalPackages: ['zod'],
  turbopack: { root: import.meta.dirname },
  typedRoutes: true,
  // The Content-Security-Policy is not here: it carries a nonce per request, so src/proxy.ts sets it.
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
        { key: 'Strict-Transport-Security', value: 'max-age=63072000' },
      ],
    },
  ],
} satisfies NextConfig;

export default nextConfig;
