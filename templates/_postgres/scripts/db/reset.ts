/** Empties the database, then migrates and seeds it. For a database on another machine it needs `--force`. */
import process from 'node:process';
import pg from 'pg';
import { seedAll } from '../../prisma/seed-all.ts';
import { createPrismaClient } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import { isLocal } from './is-local.ts';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL is not set.');
if (!isLocal(url) && !process.argv.includes('--force')) {
  throw new Error('The database is on another machine. To delete all its data, add `-- --force`.');
}

const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
await client.end();
console.log('Emptied the database');

for (const name of await migrate(url)) console.log(`Applied ${name}`);
const prisma = createPrismaClient(url);
try {
  await seedAll(prisma);
} finally {
  await prisma.$disconnect();
}
