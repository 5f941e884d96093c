'use client';

import Link from 'next/link';
{{#has fields.text}}
import { useSearchParams } from 'next/navigation';
{{/has}}
import { buttonClass } from '@/components/button.tsx';
{{#has fields.text}}
import { ListSearch } from '@/components/list-search.tsx';
{{/has}}
import { ListEmpty } from '@/components/list-states.tsx';
import { PagedList } from '@/components/paged-list.tsx';
import { use{{name|pascal}}List } from '../use-{{name|plural|kebab}}.ts';
import { {{name|pascal}}Rows } from './{{name|kebab}}-rows.tsx';

/** {{#has fields.text}}The search is in the address, the {{/has}}{{^has fields.text}}The {{/has}}{{name|plural|words}} are in the query cache. */
export function {{name|pascal}}List() {
  {{#has fields.text}}
  const q = useSearchParams().get('q')?.trim() ?? '';
  {{/has}}
  const list = use{{name|pascal}}List({{#has fields.text}}q{{/has}});
  const empty = (
    <ListEmpty title="No {{name|plural|words}} yet." text="Add the first one.">
      <Link href="/{{name|plural|kebab}}/new" className={buttonClass()}>
        New {{name|words}}
      </Link>
    </ListEmpty>
  );
  {{#has fields.text}}
  const nothingFound = (
    <ListEmpty title={`No {{name|words}} matches “${q}”.`} text="Try fewer letters.">
      <Link href="/{{name|plural|kebab}}" className={buttonClass('quiet')}>
        Show all {{name|plural|words}}
      </Link>
    </ListEmpty>
  );
  {{/has}}

  {{#has fields.text}}
  return (
    <>
      <ListSearch label="Search {{name|plural|words}}" q={q} />
      <PagedList list={list} nouns="{{name|plural|words}}" empty={q === '' ? empty : nothingFound}>
        {({{name|plural|camel}}) => <{{name|pascal}}Rows {{name|plural|camel}}={ {{name|plural|camel}} } />}
      </PagedList>
    </>
  );
  {{/has}}
  {{^has fields.text}}
  return (
    <PagedList list={list} nouns="{{name|plural|words}}" empty={empty}>
      {({{name|plural|camel}}) => <{{name|pascal}}Rows {{name|plural|camel}}={ {{name|plural|camel}} } />}
    </PagedList>
  );
  {{/has}}
}
