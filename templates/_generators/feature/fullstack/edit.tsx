'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
{{#has fields.options}}
import type { ComponentProps } from 'react';
{{/has}}
import { RemoveSection } from '@/components/remove-section.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { {{name|camel}}Label } from '../label.ts';
import type { {{name|pascal}} } from '../schema.ts';
import { useBackTo{{name|plural|pascal}} } from '../use-back-to-{{name|plural|kebab}}.ts';
import { {{name|pascal}}Form } from './{{name|kebab}}-form.tsx';

type Edit{{name|pascal}}Props = { {{name|camel}}: {{name|pascal}} }{{#has fields.options}} & Pick<ComponentProps<typeof {{name|pascal}}Form>, {{#fields.options}}'{{field.model|camel}}Options'{{^field.last}} | {{/field.last}}{{/fields.options}}>{{/has}};

export function Edit{{name|pascal}}({ {{name|camel}}{{#has fields.options}}, ...options{{/has}} }: Edit{{name|pascal}}Props) {
  const { id } = {{name|camel}};
  const label = {{name|camel}}Label({{name|camel}});
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const backToList = useBackTo{{name|plural|pascal}}();

  async function finish(message: string) {
    await queryClient.invalidateQueries(trpc.{{name|plural|camel}}.pathFilter());
    backToList(message);
  }

  const update = useMutation(
    trpc.{{name|plural|camel}}.update.mutationOptions({
      onSuccess: (changed) => finish(`“${ {{name|camel}}Label(changed)}” is saved.`),
    }),
  );
  const remove = useMutation(
    trpc.{{name|plural|camel}}.remove.mutationOptions({
      onSuccess: () => finish(`“${label}” is removed.`),
    }),
  );

  return (
    <>
      <{{name|pascal}}Form
        {{#has fields.options}}
        {...options}
        {{/has}}
        {{name|camel}}={ {{name|camel}} }
        submitLabel="Save"
        save={(changes) => update.mutateAsync({ id, changes })}
      />
      <RemoveSection
        label="Remove this {{name|words}}"
        title={`Remove “${label}”?`}
        text="This cannot be undone."
        remove={() => remove.mutateAsync({ id })}
      />
    </>
  );
}
