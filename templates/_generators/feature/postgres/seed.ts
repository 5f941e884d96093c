import type { PrismaClient } from '../../src/db/client.ts';
import type { Prisma } from '../../src/generated/prisma/client.ts';

/** Adds three {{name|plural|words}}, unless there are some already. Returns their number. */
export async function seed{{name|plural|pascal}}(prisma: PrismaClient): Promise<number> {
  if ((await prisma.{{name|camel}}.count()) > 0) return 0;
  {{#fields.needed}}
  const {{field.model|camel}} = await prisma.{{field.model|camel}}.findFirst({ orderBy: { id: 'asc' } });
  {{/fields.needed}}
  {{#has fields.needed}}
  if ({{#fields.needed}}!{{field.model|camel}}{{^field.last}} || {{/field.last}}{{/fields.needed}}) return 0;
  {{/has}}
  const { count } = await prisma.{{name|camel}}.createMany({
    data: [1, 2, 3].map(({{#has fields.numbered}}n{{/has}}): Prisma.{{name|pascal}}CreateManyInput => ({
    {{#fields}}
    {{#field.model}}
    {{^field.optional}}
    {{field.key}}: {{field.model|camel}}.id,
    {{/field.optional}}
    {{/field.model}}
    {{^field.model}}
    {{field.name}}: {{#field.date}}new Date({{/field.date}}{{field.sample}}{{#field.date}}){{/field.date}},
    {{/field.model}}
    {{/fields}}
  })),
  });
  return count;
}
