'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '@/components/toast.tsx';
import { problemFrom } from '@/modules/problem-from.ts';
import { booksKey, updateBook } from './api.ts';
import { showUpdate } from './optimistic.ts';

/** Changes a book in the list. The change shows at once, and is undone with a message if the server refuses it. */
export function useUpdateBook(id: string) {
  const queryClient = useQueryClient();
  const notify = useNotify();
  const books = { queryKey: booksKey };
  return useMutation({
    mutationFn: updateBook,
    // Changes run one after the other, because a rating needs a status that allows it.
    scope: { id: `book ${id}` },
    onMutate: async (update) => {
      await queryClient.cancelQueries(books);
      return showUpdate(queryClient, booksKey, update);
    },
    onError: (error, _update, takeBack) => {
      takeBack?.();
      notify(problemFrom(error).message, 'error');
    },
    // After several quick changes only the last one fetches: data after an earlier one would be out of date.
    onSettled: async () => {
      if (queryClient.isMutating() === 1) await queryClient.invalidateQueries(books);
    },
  });
}
