/** Turborepo, which does not report to its makers from here: `node scripts/turbo.mjs run build` is `turbo run build`. */
process.env.TURBO_TELEMETRY_DISABLED ??= '1';

await import('turbo/bin/turbo');
