import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHeading } from '@/components/page-heading.tsx';
import { Edit{{name|pascal}} } from '@/modules/{{name|plural|kebab}}/components/edit-{{name|kebab}}.tsx';
import { {{name|camel}}Label } from '@/modules/{{name|plural|kebab}}/label.ts';
import { {{name|camel}}Store } from '@/modules/{{name|plural|kebab}}/store/store.ts';

type Props = PageProps<'/{{name|plural|kebab}}/[id]'>;

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: {{name|camel}}Label(await {{name|camel}}Of(props)) };
}

export default async function {{name|pascal}}Page(props: Props) {
  const {{name|camel}} = await {{name|camel}}Of(props);

  return (
    <div className="page pt-10 sm:pt-14">
      <PageHeading back={{ href: '/{{name|plural|kebab}}', label: '{{name|plural|title}}' }} title={ {{name|camel}}Label({{name|camel}}) } />
      <Edit{{name|pascal}} {{name|camel}}={ {{name|camel}} } />
    </div>
  );
}

async function {{name|camel}}Of({ params }: Props) {
  const { id } = await params;
  return {{name|camel}}Store().get(id) ?? notFound();
}
