import { answersWithin } from '@/db/answers-within.ts';

export const dynamic = 'force-dynamic';

/** Says whether the server can serve requests: the database must answer within two seconds. */
export async function GET() {
  const isReady = await answersWithin(2000, console.error);
  return Response.json(
    { status: isReady ? 'ok' : 'unavailable' },
    { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
