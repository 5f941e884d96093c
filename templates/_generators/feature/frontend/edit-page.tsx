import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { PageHeading } from '@/components/page-heading.tsx';
import { Edit{{name|pascal}} } from '@/modules/{{name|plural|kebab}}/components/edit-{{name|kebab}}.tsx';
import { {{name|camel}}Label } from '@/modules/{{name|plural|kebab}}/label.ts';
import { {{name|camel}}Store } from '@/modules/{{name|plural|kebab}}/store/store.ts';

// Once per request, for the metadata and the page together.
const {{name|camel}}Of = cache(async (id: string) => (await {{name|camel}}Store().get(id)) ?? notFound());

export async function generateMetadata({ params }: PageProps<'/{{name|plural|kebab}}/[id]'>): Promise<Metadata> {
  return { title: {{name|camel}}Label(await {{name|camel}}Of((await params).id)) };
}

export default async function {{name|pascal}}Page({ params }: PageProps<'/{{name|plural|kebab}}/[id]'>) {
  const {{name|camel}} = await {{name|camel}}Of((await params).id);

  return (
    <div className="page pt-10 sm:pt-14">
      <PageHeading back={{ href: '/{{name|plural|kebab}}', label: '{{name|plural|title}}' }} title={ {{name|camel}}Label({{name|camel}}) } />
      <Edit{{name|pascal}} {{name|camel}}={ {{name|camel}} } />
    </div>
  );
}
