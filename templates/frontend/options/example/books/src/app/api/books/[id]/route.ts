import { respond } from '@/http/respond.ts';
import { bookStore } from '@/modules/books/store/store.ts';

export function PATCH(request: Request, { params }: RouteContext<'/api/books/[id]'>) {
  return respond(async () => bookStore().update((await params).id, await request.json()));
}

export function DELETE(_request: Request, { params }: RouteContext<'/api/books/[id]'>) {
  return respond(async () => {
    const { id } = await params;
    return (await bookStore().remove(id)) ? { id } : null;
  });
}
