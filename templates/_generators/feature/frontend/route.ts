import type { NextRequest } from 'next/server';
import { respond } from '@/http/respond.ts';
import { {{name|camel}}Store } from '@/modules/{{name|plural|kebab}}/store/store.ts';

export function GET(request: NextRequest) {
  return respond(() => {{name|camel}}Store().list(Object.fromEntries(request.nextUrl.searchParams)));
}

export function POST(request: Request) {
  return respond(async () => {{name|camel}}Store().create(await request.json()), 201);
}
