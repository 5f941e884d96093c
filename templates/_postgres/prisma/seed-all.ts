import type { PrismaClient } from '../src/db/client.ts';
import { seeds } from './seeds/index.ts';

/** Adds the missing rows of a feature and returns their number. It can run any number of times. */
export type Seed = (prisma: PrismaClient) => Promise<number>;

/** Runs the seeds, one after the other. */
export async function seedAll(
  prisma: PrismaClient,
  chosen: Readonly<Record<string, Seed>> = seeds,
): Promise<void> {
  for (const [name, seed] of Object.entries(chosen)) {
    console.log(`${name}: added ${await seed(prisma)}`);
  }
}
