import { env } from './env.ts';
import { EnvironmentError } from './parse-env.ts';

/** Ends the process when the environment is wrong: Next itself would go on and answer every request with an error. */
export function requireEnv() {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
