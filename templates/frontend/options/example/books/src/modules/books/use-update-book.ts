'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '@/components/toast.tsx';
import { problemFrom } from '@/modules/problem-from.ts';
import { booksKey, updateBook } from './api.ts';
import { showUpdate } from './optimistic.ts';

/** Changes a book in place: shown at once, taken back with a message when the server refuses. */
export function useUpdateBook(id: string) {
  const queryClient = useQueryClient();
  const notify = useNotify();
  const books = { queryKey: booksKey };
  return useMutation({
    mutationFn: updateBook,
    // One after the other: a rating may only come after the status that allows it.
    scope: { id: `book ${id}` },
    onMutate: async (update) => {
      await queryClient.cancelQueries(books);
      return showUpdate(queryClient, booksKey, update);
    },
    onError: (error, _update, takeBack) => {
      takeBack?.();
      notify(problemFrom(error).message, 'error');
    },
    // Only the last of several quick changes asks again: what the server says of an earlier one is old by then.
    onSettled: async () => {
      if (queryClient.isMutating() === 1) await queryClient.invalidateQueries(books);
    },
  });
}
