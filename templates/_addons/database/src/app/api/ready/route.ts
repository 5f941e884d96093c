import { database } from '@/db/database.ts';

export const dynamic = 'force-dynamic';

const PATIENCE = 2000;

/** Says whether the server can serve requests: the database must answer in time. */
export async function GET() {
  const isReady = await Promise.race([answers(), timeout(PATIENCE)]);
  return Response.json(
    { status: isReady ? 'ok' : 'unavailable' },
    { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}

async function answers(): Promise<boolean> {
  try {
    await database().$queryRaw`SELECT 1`;
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

function timeout(milliseconds: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds, false).unref();
  });
}
