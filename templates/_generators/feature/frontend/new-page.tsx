import type { Metadata } from 'next';
import { PageHeading } from '@/components/page-heading.tsx';
import { New{{name|pascal}} } from '@/modules/{{name|plural|kebab}}/components/new-{{name|kebab}}.tsx';

export const metadata: Metadata = { title: 'New {{name|words}}' };

export default function New{{name|pascal}}Page() {
  return (
    <div className="page pt-10 sm:pt-14">
      <PageHeading back={{ href: '/{{name|plural|kebab}}', label: '{{name|plural|title}}' }} title="New {{name|words}}" />
      <New{{name|pascal}} />
    </div>
  );
}
