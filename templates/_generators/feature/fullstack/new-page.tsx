import type { Metadata } from 'next';
import { PageHeading } from '@/components/page-heading.tsx';
import { New{{name|pascal}} } from '@/modules/{{name|plural|kebab}}/components/new-{{name|kebab}}.tsx';
{{#has fields.options}}
import { caller } from '@/trpc/server.ts';
{{/has}}

export const metadata: Metadata = { title: 'New {{name|words}}' };

export default {{#has fields.options}}async {{/has}}function New{{name|pascal}}Page() {
  return (
    <div className="page pt-10 sm:pt-14">
      <PageHeading back={{ href: '/{{name|plural|kebab}}', label: '{{name|plural|title}}' }} title="New {{name|words}}" />
      <New{{name|pascal}}{{#fields.options}} {{field.model|camel}}Options={await caller.{{name|plural|camel}}.{{field.model|camel}}Options()}{{/fields.options}} />
    </div>
  );
}
