/** Next.js, which does not report to its makers from here: `node scripts/next.mjs dev` is `next dev`. */
process.env.NEXT_TELEMETRY_DISABLED ??= '1';

await import('next/dist/bin/next');
