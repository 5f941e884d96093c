'use client';

import { getFormProps{{#has fields.input}}, getInputProps{{/has}}{{#has fields.select}}, getSelectProps{{/has}}{{#has fields.textarea}}, getTextareaProps{{/has}} } from '@conform-to/react';
{{#has fields.yes}}
import * as z from 'zod';
{{/has}}
import { Button } from '@/components/button.tsx';
{{#has fields.checkbox}}
import { Checkbox } from '@/components/checkbox.tsx';
{{/has}}
{{#has fields.combobox}}
import { Combobox, type Search } from '@/components/combobox.tsx';
{{/has}}
{{#has fields.day}}
import { DateField } from '@/components/date-field.tsx';
{{/has}}
{{#has fields.instant}}
import { DateTimeField } from '@/components/date-time-field.tsx';
{{/has}}
{{#has fields.boxed}}
import { {{#has fields.controlled}}controlClass, {{/has}}Field } from '@/components/field.tsx';
{{/has}}
import { FormError } from '@/components/form-error.tsx';
{{#has fields.select}}
import { Select } from '@/components/select.tsx';
{{/has}}
import { useHydrated } from '@/components/use-hydrated.ts';
import { useSaveForm } from '@/components/use-save-form.ts';
import { Create{{name|pascal}}, type {{name|pascal}} } from '../schema.ts';

{{#has fields.yes}}
/** A checkbox that is not checked sends nothing, which means no here. */
const {{name|pascal}}Fields = Create{{name|pascal}}.extend({
  {{#fields.yes}}
  {{field.key}}: z.boolean().default(false),
  {{/fields.yes}}
});

{{/has}}
type {{name|pascal}}FormProps = {
  {{name|camel}}?: {{name|pascal}};
  {{#fields.options}}
  search{{field.model|plural|pascal}}: Search;
  {{/fields.options}}
  submitLabel: string;
  save: ({{name|camel}}: Create{{name|pascal}}) => Promise<unknown>;
};

/** The form for a new or an existing {{name|words}}. It needs scripts. */
export function {{name|pascal}}Form({ {{name|camel}}, {{#fields.options}}search{{field.model|plural|pascal}}, {{/fields.options}}submitLabel, save }: {{name|pascal}}FormProps) {
  const isHydrated = useHydrated();
  const { form, fields, isSaving } = useSaveForm({
    schema: {{#has fields.yes}}{{name|pascal}}Fields{{/has}}{{^has fields.yes}}Create{{name|pascal}}{{/has}},
    {{#has fields.default}}
    defaultValue: {{name|camel}} ? { ...{{name|camel}}{{#fields.model}}, {{field.key}}: {{name|camel}}.{{field.name}}{{#field.optional}}?{{/field.optional}}.id{{/fields.model}} } : { {{#fields.default}}{{field.key}}: {{field.literal}}, {{/fields.default}} },
    {{/has}}
    {{^has fields.default}}
    ...({{name|camel}} && { defaultValue: { ...{{name|camel}}{{#fields.model}}, {{field.key}}: {{name|camel}}.{{field.name}}{{#field.optional}}?{{/field.optional}}.id{{/fields.model}} } }),
    {{/has}}
    save,
  });

  return (
    <form {...getFormProps(form)} className="max-w-2xl">
      <noscript>
        <p className="mb-6 text-soft">This form needs JavaScript.</p>
      </noscript>
      <fieldset disabled={!isHydrated} className="grid gap-6">
        <FormError id={form.errorId} message={form.errors?.[0]} />
        {{#fields}}
        {{field.control}}
        {{/fields}}
        <Button type="submit" disabled={isSaving} className="justify-self-start">
          {isSaving ? 'Saving…' : submitLabel}
        </Button>
      </fieldset>
    </form>
  );
}
