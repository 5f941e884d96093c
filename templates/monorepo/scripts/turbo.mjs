/** Runs Turborepo without telemetry: `node scripts/turbo.mjs run build` is `turbo run build`. */
process.env.TURBO_TELEMETRY_DISABLED ??= '1';
// The servers end when this process ends: see scripts/starter.mjs in the apps.
process.env.LAUNCHER_PID = String(process.pid);

await import('turbo/bin/turbo');
