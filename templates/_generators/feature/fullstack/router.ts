import * as z from 'zod';
import { Create{{name|pascal}}, {{#has fields.asked}}FindOptions, {{/has}}List{{name|plural|pascal}}, {{name|pascal}}Id, Update{{name|pascal}} } from '@/modules/{{name|plural|kebab}}/schema.ts';
import { create{{name|plural|pascal}}Service } from '@/modules/{{name|plural|kebab}}/service.ts';
import { publicProcedure, router } from '../trpc.ts';

const procedure = publicProcedure.use(({ ctx, next }) =>
  next({ ctx: { {{name|plural|camel}}: create{{name|plural|pascal}}Service(ctx) } }),
);

/** The schemas of the module validate the input, its service does the work. */
export const {{name|plural|camel}}Router = router({
  // Not strict, because an infinite query of TanStack also sends its direction.
  list: procedure.input(z.object(List{{name|plural|pascal}}.shape)).query(({ ctx, input }) => ctx.{{name|plural|camel}}.list(input)),

  get: procedure.input({{name|pascal}}Id).query(({ ctx, input }) => ctx.{{name|plural|camel}}.get(input.id)),
  {{#fields.options}}

  {{field.model|camel}}Options: procedure{{#field.asked}}.input(FindOptions){{/field.asked}}.query(({ ctx{{#field.asked}}, input{{/field.asked}} }) => ctx.{{name|plural|camel}}.{{field.model|camel}}Options({{#field.asked}}input.q{{/field.asked}})),
  {{/fields.options}}

  create: procedure.input(Create{{name|pascal}}).mutation(({ ctx, input }) => ctx.{{name|plural|camel}}.create(input)),

  update: procedure
    .input({{name|pascal}}Id.extend({ changes: Update{{name|pascal}} }))
    .mutation(({ ctx, input }) => ctx.{{name|plural|camel}}.update(input.id, input.changes)),

  remove: procedure.input({{name|pascal}}Id).mutation(({ ctx, input }) => ctx.{{name|plural|camel}}.remove(input.id)),
});
