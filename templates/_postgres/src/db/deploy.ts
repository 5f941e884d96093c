import process from 'node:process';
import { migrate } from './migrate.ts';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL is not set.');

const applied = await migrate(url);
for (const name of applied) console.log(`Applied ${name}`);
if (applied.length === 0) console.log('The database is up to date');
