/**
 * Migrates a private database and runs the seeds that have not run there. It reads the address from standard input,
 * because the server starts while this is loaded. The input is empty if the server did not start.
 */
import process from 'node:process';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { seedAll } from '../../prisma/seed-all.ts';
import { seeds } from '../../prisma/seeds/index.ts';
import { createPrismaClient } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import { readSeedRecord, registryChecksum, writeSeedRecord } from './seed-record.mjs';

const url = await text(process.stdin);
if (url) {
  for (const name of await migrate(url)) console.log(`Applied ${name}`);
  await seedNew(url);
}

async function seedNew(connectionString: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const prisma = createPrismaClient(connectionString);
  try {
    const record = await readSeedRecord(client);
    const isNew = ([name]: [string, unknown]) => !record.seeds.includes(name);
    await seedAll(prisma, Object.fromEntries(Object.entries(seeds).filter(isNew)));
    await writeSeedRecord(client, { registry: registryChecksum(), seeds: Object.keys(seeds) });
  } finally {
    await prisma.$disconnect();
    await client.end();
  }
}
