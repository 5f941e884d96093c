import type { Request } from 'express';
import type { User } from '../modules/service-context.ts';

/** The user who sends a request: nobody, until there is a way to sign in. */
export async function readUser(_request: Request): Promise<User | null> {
  return null;
}
