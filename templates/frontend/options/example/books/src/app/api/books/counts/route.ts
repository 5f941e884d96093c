import { respond } from '@/http/respond.ts';
import { bookStore } from '@/modules/books/store/store.ts';

export const dynamic = 'force-dynamic';

export function GET() {
  return respond(() => bookStore().counts());
}
