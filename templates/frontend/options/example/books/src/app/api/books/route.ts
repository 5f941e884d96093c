import type { NextRequest } from 'next/server';
import { respond } from '@/data/respond.ts';
import { bookStore } from '@/data/store.ts';
import { ListBooks } from '@/modules/books/schema.ts';

export function GET(request: NextRequest) {
  return respond(() =>
    bookStore().list(ListBooks.parse(Object.fromEntries(request.nextUrl.searchParams))),
  );
}

export function POST(request: Request) {
  return respond(async () => bookStore().create(await request.json()), 201);
}
