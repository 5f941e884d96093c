'use client';

import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client.ts';
import { {{name|plural|camel}}Query } from './query.ts';

/** The list, a page at a time.{{#has fields.text}} What the last search found stays until the new results are there.{{/has}} */
export function use{{name|pascal}}List({{#has fields.text}}q: string{{/has}}) {
  const trpc = useTRPC();
  return useInfiniteQuery(
    trpc.{{name|plural|camel}}.list.infiniteQueryOptions({{name|plural|camel}}Query({{#has fields.text}}q{{/has}}), {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
    }),
  );
}

{{#fields.options}}
/** Finds {{field.model|plural|words}} to choose from. */
export function use{{field.model|pascal}}Search() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async ({{#field.labelled}}q: string{{/field.labelled}}) => {
    const found = await queryClient.fetchQuery(trpc.{{name|plural|camel}}.{{field.model|camel}}Options.queryOptions({{#field.labelled}}{ q }{{/field.labelled}}));
    return found.map(({ id{{#field.labelled}}, {{field.label}}{{/field.labelled}} }) => ({ id, label: {{field.label}} }));
  };
}

{{/fields.options}}
/** Adds, changes and removes {{name|plural|words}}. Afterwards all that is shown of them is fetched again. */
export function use{{name|pascal}}Changes() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries(trpc.{{name|plural|camel}}.pathFilter());
  const create = useMutation(trpc.{{name|plural|camel}}.create.mutationOptions({ onSuccess }));
  const update = useMutation(trpc.{{name|plural|camel}}.update.mutationOptions({ onSuccess }));
  const remove = useMutation(trpc.{{name|plural|camel}}.remove.mutationOptions({ onSuccess }));
  return { create: create.mutateAsync, update: update.mutateAsync, remove: remove.mutateAsync };
}
