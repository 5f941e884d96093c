import type { Request } from 'express';
import type { User } from '../modules/service-context.ts';

/** Returns the user who sends a request, or `null`. There is no way to sign in yet: read the session here. */
export async function readUser(_request: Request): Promise<User | null> {
  return null;
}
