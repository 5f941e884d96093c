/** Turborepo, which does not report to its makers from here: `node scripts/turbo.mjs run build` is `turbo run build`. */
process.env.TURBO_TELEMETRY_DISABLED ??= '1';
// The servers end with this process, however it ends: see scripts/starter.mjs of the apps.
process.env.LAUNCHER_PID = String(process.pid);

await import('turbo/bin/turbo');
