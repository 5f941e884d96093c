import { respond } from '@/http/respond.ts';
import { {{name|camel}}Store } from '@/modules/{{name|plural|kebab}}/store/store.ts';

export function PATCH(request: Request, { params }: RouteContext<'/api/{{name|plural|kebab}}/[id]'>) {
  return respond(async () => {{name|camel}}Store().update((await params).id, await request.json()));
}

export function DELETE(_request: Request, { params }: RouteContext<'/api/{{name|plural|kebab}}/[id]'>) {
  return respond(async () => {
    const { id } = await params;
    return (await {{name|camel}}Store().remove(id)) ? { id } : null;
  });
}
