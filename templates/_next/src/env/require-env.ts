import { env } from './env.ts';
import { EnvironmentError } from './parse-env.ts';

/** Ends the process if the environment is not valid. Next itself would go on, and every request would fail. */
export function requireEnv() {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
