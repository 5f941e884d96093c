import process from 'node:process';
import { createPrismaClient } from '../src/db/client.ts';
import { seedReadingList } from './seed-books.ts';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL is not set.');

const prisma = createPrismaClient(url);
try {
  console.log(`Added ${await seedReadingList(prisma)} books`);
} finally {
  await prisma.$disconnect();
}
