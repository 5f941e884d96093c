import type { NextConfig } from 'next';

const nextConfig = {
  // Next does not add a block to AGENTS.md: src/AGENTS.md already names the same documentation.
  agentRules: false,
  // With STANDALONE=1, `build` makes the self-contained server that the Dockerfile copies.
  ...(process.env.STANDALONE === '1' && { output: 'standalone' as const }),
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  reactStrictMode: true,
  // Node can load these packages without compiling them, which makes the first page of `dev` faster.
  serverExternalPackages: ['zod'],
  turbopack: { root: import.meta.dirname },
  typedRoutes: true,
  // The Content-Security-Policy is not here: it has a nonce for each request, so src/proxy.ts sends it.
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
