export const dynamic = 'force-dynamic';

/** Says that the process answers. It does not check what the process depends on. */
export function GET() {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
