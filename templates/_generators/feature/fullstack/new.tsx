'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
{{#has fields.options}}
import type { ComponentProps } from 'react';
{{/has}}
import { useTRPC } from '@/trpc/client.ts';
import { {{name|camel}}Label } from '../label.ts';
import { useBackTo{{name|plural|pascal}} } from '../use-back-to-{{name|plural|kebab}}.ts';
import { {{name|pascal}}Form } from './{{name|kebab}}-form.tsx';

{{#has fields.options}}
type New{{name|pascal}}Props = Pick<ComponentProps<typeof {{name|pascal}}Form>, {{#fields.options}}'{{field.model|camel}}Options'{{^field.last}} | {{/field.last}}{{/fields.options}}>;

{{/has}}
export function New{{name|pascal}}({{#has fields.options}}options: New{{name|pascal}}Props{{/has}}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const backToList = useBackTo{{name|plural|pascal}}();
  const create = useMutation(
    trpc.{{name|plural|camel}}.create.mutationOptions({
      onSuccess: async ({{name|camel}}) => {
        await queryClient.invalidateQueries(trpc.{{name|plural|camel}}.pathFilter());
        backToList(`“${ {{name|camel}}Label({{name|camel}})}” is added.`);
      },
    }),
  );

  return <{{name|pascal}}Form {{#has fields.options}}{...options} {{/has}}submitLabel="Add" save={create.mutateAsync} />;
}
