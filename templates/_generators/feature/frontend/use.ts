'use client';

import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { create{{name|pascal}}, remove{{name|pascal}}, {{#fields.options}}search{{field.model|plural|pascal}}, {{/fields.options}}update{{name|pascal}}, {{name|camel}}ListOptions, {{name|plural|camel}}Key } from './api.ts';

/** The list, a page at a time.{{#has fields.text}} What the last search found stays until the new results are there.{{/has}} */
export function use{{name|pascal}}List({{#has fields.text}}q: string{{/has}}) {
  return useInfiniteQuery({ ...{{name|camel}}ListOptions({{#has fields.text}}q{{/has}}), placeholderData: keepPreviousData });
}

{{#fields.options}}
/** Finds {{field.model|plural|words}} to choose from. */
export function use{{field.model|pascal}}Search() {
  const queryClient = useQueryClient();
  return ({{#field.labelled}}q: string{{/field.labelled}}) => {
    const queryKey = [...{{name|plural|camel}}Key, '{{field.model|plural|camel}}'{{#field.labelled}}, q{{/field.labelled}}];
    return queryClient.fetchQuery({ queryKey, queryFn: () => search{{field.model|plural|pascal}}({{#field.labelled}}q{{/field.labelled}}) });
  };
}

{{/fields.options}}
/** Adds, changes and removes {{name|plural|words}}. Afterwards all that is shown of them is fetched again. */
export function use{{name|pascal}}Changes() {
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: {{name|plural|camel}}Key });
  const create = useMutation({ mutationFn: create{{name|pascal}}, onSuccess });
  const update = useMutation({ mutationFn: update{{name|pascal}}, onSuccess });
  const remove = useMutation({ mutationFn: remove{{name|pascal}}, onSuccess });
  return { create: create.mutateAsync, update: update.mutateAsync, remove: remove.mutateAsync };
}
