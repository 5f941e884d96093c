{{#has fields.unique}}
import { databaseProblem } from '../../db/errors.ts';
{{/has}}
import type { Prisma } from '../../generated/prisma/client.ts';
{{#has fields.unique}}
import { RuleError } from '../rule-error.ts';
{{/has}}
import type { ServiceContext } from '../service-context.ts';
import type {
  Create{{name|pascal}},
  List{{name|plural|pascal}},
  {{name|pascal}},
  {{name|pascal}}Page,
  Update{{name|pascal}},
} from './schema.ts';

{{#has fields.model}}
const include = {
  {{#fields.model}}
  {{field.name}}: { select: { id: true{{#field.labelled}}, {{field.label}}: true{{/field.labelled}} } },
  {{/fields.model}}
} as const;

{{/has}}
export type {{name|plural|pascal}}Service = ReturnType<typeof create{{name|plural|pascal}}Service>;

/** An unknown id fails as Prisma's P2025. */
export function create{{name|plural|pascal}}Service({ prisma }: ServiceContext) {
  return {
    /** The newest first: ids grow with time. */
    async list({ cursor, limit{{#has fields.text}}, q{{/has}} }: List{{name|plural|pascal}}): Promise<{{name|pascal}}Page> {
      const rows = await prisma.{{name|camel}}.findMany({
        where: { id: { lt: cursor }{{#has fields.text}}, ...matching(q){{/has}} },
        orderBy: { id: 'desc' },
        take: limit + 1,
        {{#has fields.model}}
        include,
        {{/has}}
      });
      const items = rows.slice(0, limit).map(to{{name|pascal}});
      const last = rows.length > limit ? items.at(-1) : undefined;
      return { items, nextCursor: last?.id ?? null };
    },

    async get(id: string): Promise<{{name|pascal}}> {
      return to{{name|pascal}}(await prisma.{{name|camel}}.findUniqueOrThrow({ where: { id }{{#has fields.model}}, include{{/has}} }));
    },

    async create({{^has fields.stored}}data{{/has}}{{#has fields.stored}}input{{/has}}: Create{{name|pascal}}): Promise<{{name|pascal}}> {
      {{#has fields.stored}}
      const data = { ...input, {{#fields.stored}}{{field.name}}: {{field.stored}}, {{/fields.stored}} };
      {{/has}}
      {{#has fields.unique}}
      return refusingDuplicates(async () =>
        to{{name|pascal}}(await prisma.{{name|camel}}.create({ data{{#has fields.model}}, include{{/has}} })),
      );
      {{/has}}
      {{^has fields.unique}}
      return to{{name|pascal}}(await prisma.{{name|camel}}.create({ data{{#has fields.model}}, include{{/has}} }));
      {{/has}}
    },

    async update(id: string, {{^has fields.stored}}data{{/has}}{{#has fields.stored}}input{{/has}}: Update{{name|pascal}}): Promise<{{name|pascal}}> {
      {{#has fields.stored}}
      const data = {
        ...input,
        {{#fields.stored}}
        ...(input.{{field.name}} !== undefined && { {{field.name}}: {{field.stored}} }),
        {{/fields.stored}}
      };
      {{/has}}
      {{#has fields.unique}}
      return refusingDuplicates(async () =>
        to{{name|pascal}}(await prisma.{{name|camel}}.update({ where: { id }, data{{#has fields.model}}, include{{/has}} })),
      );
      {{/has}}
      {{^has fields.unique}}
      return to{{name|pascal}}(await prisma.{{name|camel}}.update({ where: { id }, data{{#has fields.model}}, include{{/has}} }));
      {{/has}}
    },

    {{#fields.served}}
    /** The {{field.model|plural|words}} to choose from: the first twenty{{#field.labelled}} that have a text in their {{field.label|words}}{{/field.labelled}}. */
    async {{field.model|camel}}Options({{#field.labelled}}q: string{{/field.labelled}}) {
      return prisma.{{field.model|camel}}.findMany({
        select: { id: true{{#field.labelled}}, {{field.label}}: true{{/field.labelled}} },
        {{#field.labelled}}
        where: { {{field.label}}: containing(q) },
        {{/field.labelled}}
        orderBy: { {{field.label}}: 'asc' },
        take: 20,
      });
    },

    {{/fields.served}}
    async remove(id: string): Promise<void> {
      await prisma.{{name|camel}}.delete({ where: { id } });
    },
  };
}
{{#has fields.text}}

function matching(q: string | undefined): Prisma.{{name|pascal}}WhereInput {
  if (!q) return {};
  return { OR: [{{#fields.text}}{ {{field.name}}: containing(q) }{{^field.last}}, {{/field.last}}{{/fields.text}}] };
}
{{/has}}
{{#has fields.searched}}

/** A part of a text, whatever its case. What PostgreSQL has as wildcards is meant as it stands. */
function containing(q: string) {
  return { contains: q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
}
{{/has}}
{{#has fields.unique}}

async function refusingDuplicates<Result>(save: () => Promise<Result>): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    if (databaseProblem(error) !== 'conflict') throw error;
    throw new RuleError('conflict', [
      {{#fields.unique}}
      { path: '{{field.key}}', message: 'Another {{name|words}} has this' },
      {{/fields.unique}}
    ]);
  }
}
{{/has}}

type {{name|pascal}}Row = Prisma.{{name|pascal}}GetPayload<{{#has fields.model}}{ include: typeof include }{{/has}}{{^has fields.model}}object{{/has}}>;

function to{{name|pascal}}(row: {{name|pascal}}Row): {{name|pascal}} {
  return {
    id: row.id,
    {{#fields}}
    {{field.name}}: {{field.row}},
    {{/fields}}
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
