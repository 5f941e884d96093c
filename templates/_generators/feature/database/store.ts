import type * as z from 'zod';
import type { PrismaClient } from '../../../db/client.ts';
import { database } from '../../../db/database.ts';
import { queryOne } from '../../query-one.ts';
{{#has fields.model}}
import { RuleError } from '../../rule-error.ts';
{{/has}}
import { Create{{name|pascal}}, List{{name|plural|pascal}}, type {{name|pascal}}, type {{name|pascal}}Page, Update{{name|pascal}} } from '../schema.ts';
import { create{{name|plural|pascal}}Service } from '../service.ts';

export type {{name|pascal}}Store = ReturnType<typeof create{{name|pascal}}Store>;

/** {{name|plural|title}} in the database. It validates all input, and an unknown id gives null instead of an error. */
export function create{{name|pascal}}Store(prisma: PrismaClient) {
  const {{name|plural|camel}} = create{{name|plural|pascal}}Service({ prisma, user: null });
  return {
    /** The newest first: ids grow with time. */
    async list(input: z.input<typeof List{{name|plural|pascal}}>): Promise<{{name|pascal}}Page> {
      return {{name|plural|camel}}.list(List{{name|plural|pascal}}.parse(input));
    },

    async get(id: string): Promise<{{name|pascal}} | null> {
      return queryOne(id, {{name|plural|camel}}.get);
    },

    async create(input: z.input<typeof Create{{name|pascal}}>): Promise<{{name|pascal}}> {
      {{#has fields.model}}
      const fields = Create{{name|pascal}}.parse(input);
      await refuseUnknown(fields);
      return {{name|plural|camel}}.create(fields);
      {{/has}}
      {{^has fields.model}}
      return {{name|plural|camel}}.create(Create{{name|pascal}}.parse(input));
      {{/has}}
    },

    async update(id: string, input: z.input<typeof Update{{name|pascal}}>): Promise<{{name|pascal}} | null> {
      const changes = Update{{name|pascal}}.parse(input);
      {{#has fields.model}}
      await refuseUnknown(changes);
      {{/has}}
      return queryOne(id, () => {{name|plural|camel}}.update(id, changes));
    },

    async remove(id: string): Promise<boolean> {
      return (await queryOne(id, {{name|plural|camel}}.remove)) !== null;
    },
  };
  {{#has fields.model}}

  /** Refuses the id of a row that is not there, and names its field: an error of the database does not. */
  async function refuseUnknown({ {{#fields.model}}{{field.key}}{{^field.last}}, {{/field.last}}{{/fields.model}} }: Update{{name|pascal}}) {
    {{#fields.model}}
    if ({{field.key}} && (await prisma.{{field.model|camel}}.count({ where: { id: {{field.key}} } })) === 0) {
      throw new RuleError('invalid', [{ path: '{{field.key}}', message: 'This {{field.model|words}} is not there' }]);
    }
    {{/fields.model}}
  }
  {{/has}}
}

/** The store of this server process. */
export function {{name|camel}}Store(): {{name|pascal}}Store {
  return create{{name|pascal}}Store(database());
}
