export const dynamic = 'force-dynamic';

/** Says that the process is up and answering, and nothing about what it depends on. */
export function GET() {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
