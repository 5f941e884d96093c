/**
 * Migrates a private database and, while it has no books, seeds it. The address comes on standard input: the server
 * starts while this is loaded. None comes when the server did not start.
 */
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { seedReadingList } from '../../prisma/seed-books.ts';
import { createPrismaClient } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';

const url = await text(process.stdin);
if (url) await prepare(url);

async function prepare(connectionString: string) {
  for (const name of await migrate(connectionString)) console.log(`Applied ${name}`);
  const prisma = createPrismaClient(connectionString);
  try {
    if ((await prisma.book.count()) > 0) return;
    console.log(`Added ${await seedReadingList(prisma)} books`);
  } finally {
    await prisma.$disconnect();
  }
}
