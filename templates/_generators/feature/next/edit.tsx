'use client';

import { RemoveSection } from '@/components/remove-section.tsx';
import { {{name|camel}}Label } from '../label.ts';
import type { Create{{name|pascal}}, {{name|pascal}} } from '../schema.ts';
import { {{#fields.options}}use{{field.model|pascal}}Search, {{/fields.options}}use{{name|pascal}}Changes } from '../use-{{name|plural|kebab}}.ts';
import { useBackTo{{name|plural|pascal}} } from '../use-back-to-{{name|plural|kebab}}.ts';
import { {{name|pascal}}Form } from './{{name|kebab}}-form.tsx';

export function Edit{{name|pascal}}({ {{name|camel}} }: { {{name|camel}}: {{name|pascal}} }) {
  const { id } = {{name|camel}};
  const label = {{name|camel}}Label({{name|camel}});
  const { update, remove } = use{{name|pascal}}Changes();
  {{#fields.options}}
  const search{{field.model|plural|pascal}} = use{{field.model|pascal}}Search();
  {{/fields.options}}
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
        {{#fields.options}}
        search{{field.model|plural|pascal}}={search{{field.model|plural|pascal}}}
        {{/fields.options}}
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
