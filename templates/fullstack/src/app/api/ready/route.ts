import { answersWithin } from '@/db/answers-within.ts';
import { logger } from '@/server/logger.ts';

export const dynamic = 'force-dynamic';

/** Says whether the server can serve requests: the database must answer within two seconds. */
export async function GET() {
  const isReady = await answersWithin(2000, (err) => {
    logger.error({ err }, 'the database does not answer');
  });
  return Response.json(
    { status: isReady ? 'ok' : 'unavailable' },
    { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
