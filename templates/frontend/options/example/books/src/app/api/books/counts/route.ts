import { respond } from '@/data/respond.ts';
import { bookStore } from '@/data/store.ts';

export const dynamic = 'force-dynamic';

export function GET() {
  return respond(() => bookStore().counts());
}
