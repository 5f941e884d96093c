import type { NextRequest } from 'next/server';
import { respond } from '@/http/respond.ts';
import { ListBooks } from '@/modules/books/schema.ts';
import { bookStore } from '@/modules/books/store/store.ts';

export function GET(request: NextRequest) {
  return respond(() =>
    bookStore().list(ListBooks.parse(Object.fromEntries(request.nextUrl.searchParams))),
  );
}

export function POST(request: Request) {
  return respond(async () => bookStore().create(await request.json()), 201);
}
