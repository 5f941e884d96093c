import process from 'node:process';
import { createPrismaClient } from '../src/db/client.ts';
import { seedAll } from './seed-all.ts';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL is not set.');

const prisma = createPrismaClient(url);
try {
  await seedAll(prisma);
} finally {
  await prisma.$disconnect();
}
