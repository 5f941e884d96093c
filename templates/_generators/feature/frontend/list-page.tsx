import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from '@/components/button.tsx';
import { PageHeading } from '@/components/page-heading.tsx';
import { {{name|camel}}ListOptions } from '@/modules/{{name|plural|kebab}}/api.ts';
import { {{name|pascal}}List } from '@/modules/{{name|plural|kebab}}/components/{{name|kebab}}-list.tsx';
import { {{name|plural|camel}}Query } from '@/modules/{{name|plural|kebab}}/query.ts';
import { {{name|camel}}Store } from '@/modules/{{name|plural|kebab}}/store/store.ts';
import { makeQueryClient } from '@/query-client.ts';

export const metadata: Metadata = { title: '{{name|plural|title}}', alternates: { canonical: '/{{name|plural|kebab}}' } };

/** Reads the first page on the server, so that the list shows before any script runs. */
export default async function {{name|plural|pascal}}Page({{#has fields.text}}{ searchParams }: PageProps<'/{{name|plural|kebab}}'>{{/has}}) {
  {{#has fields.text}}
  const q = String((await searchParams).q ?? '').trim().slice(0, 200);
  {{/has}}
  const page = await {{name|camel}}Store().list({{name|plural|camel}}Query({{#has fields.text}}q{{/has}}));
  const queryClient = makeQueryClient();
  queryClient.setQueryData({{name|camel}}ListOptions({{#has fields.text}}q{{/has}}).queryKey, {
    pages: [page],
    pageParams: [''],
  });

  return (
    <div className="page pt-10 sm:pt-14">
      <PageHeading title="{{name|plural|title}}">
        <Link href="/{{name|plural|kebab}}/new" className={buttonClass()}>
          New {{name|words}}
        </Link>
      </PageHeading>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <{{name|pascal}}List />
      </HydrationBoundary>
    </div>
  );
}
