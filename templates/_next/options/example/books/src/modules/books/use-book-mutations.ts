'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '@/components/toast.tsx';
import type { BookUpdate } from './data.ts';
import { useBookData } from './data-context.tsx';
import { showUpdate } from './optimistic.ts';

/** Creates a book; what went wrong is for the form to show. */
export function useCreateBook() {
  return useMutation({ ...useBookData().create(), onSuccess: useRefetch() });
}

/** Saves a whole form: nothing is shown before the server has agreed. */
export function useSaveBook() {
  return useMutation({ ...useBookData().update(), onSuccess: useRefetch() });
}

export function useRemoveBook() {
  return useMutation({ ...useBookData().remove(), onSuccess: useRefetch() });
}

/** Changes a book in place: shown at once, taken back with a word about it when the server refuses. */
export function useUpdateBook(id: string) {
  const data = useBookData();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const refetch = useRefetch();
  return useMutation({
    ...data.update(),
    // One after the other: a rating may only come after the status that allows it.
    scope: { id: `book ${id}` },
    onMutate: async (update: BookUpdate) => {
      await queryClient.cancelQueries({ queryKey: data.key });
      return showUpdate(queryClient, data.key, update);
    },
    onError: (error, _update, takeBack) => {
      takeBack?.();
      notify(data.problem(error).message, 'error');
    },
    // Only the last of several quick changes asks again: what the server says of an earlier one is old by then.
    onSettled: async () => {
      if (queryClient.isMutating() === 1) await refetch();
    },
  });
}

/** Asks again for everything about books that is on the screen, and marks the rest as old. */
function useRefetch() {
  const { key } = useBookData();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: key });
}
