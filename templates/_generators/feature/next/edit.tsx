'use client';

{{#has fields.options}}
import type { ComponentProps } from 'react';
{{/has}}
import { RemoveSection } from '@/components/remove-section.tsx';
import { {{name|camel}}Label } from '../label.ts';
import type { Create{{name|pascal}}, {{name|pascal}} } from '../schema.ts';
import { use{{name|pascal}}Changes } from '../use-{{name|plural|kebab}}.ts';
import { useBackTo{{name|plural|pascal}} } from '../use-back-to-{{name|plural|kebab}}.ts';
import { {{name|pascal}}Form } from './{{name|kebab}}-form.tsx';

type Edit{{name|pascal}}Props = { {{name|camel}}: {{name|pascal}} }{{#has fields.options}} & Pick<ComponentProps<typeof {{name|pascal}}Form>, {{#fields.options}}'{{field.model|camel}}Options'{{^field.last}} | {{/field.last}}{{/fields.options}}>{{/has}};

export function Edit{{name|pascal}}({ {{name|camel}}{{#has fields.options}}, ...options{{/has}} }: Edit{{name|pascal}}Props) {
  const { id } = {{name|camel}};
  const label = {{name|camel}}Label({{name|camel}});
  const { update, remove } = use{{name|pascal}}Changes();
  const backToList = useBackTo{{name|plural|pascal}}();

  async function save(changes: Create{{name|pascal}}) {
    const changed = await update({ id, changes });
    backToList(`“${ {{name|camel}}Label(changed)}” is saved.`);
  }

  async function removeIt() {
    await remove({ id });
    backToList(`“${label}” is removed.`);
  }

  return (
    <>
      <{{name|pascal}}Form
        {{#has fields.options}}
        {...options}
        {{/has}}
        {{name|camel}}={ {{name|camel}} }
        submitLabel="Save"
        save={save}
      />
      <RemoveSection
        label="Remove this {{name|words}}"
        title={`Remove “${label}”?`}
        text="This cannot be undone."
        remove={removeIt}
      />
    </>
  );
}
