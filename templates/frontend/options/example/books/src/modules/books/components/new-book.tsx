'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { booksKey, createBook } from '../api.ts';
import { useBackToLibrary } from '../use-back-to-library.ts';
import { BookForm } from './book-form.tsx';

export function NewBook() {
  const queryClient = useQueryClient();
  const backToLibrary = useBackToLibrary();
  const create = useMutation({
    mutationFn: createBook,
    onSuccess: async ({ title }) => {
      await queryClient.invalidateQueries({ queryKey: booksKey });
      backToLibrary(`“${title}” is in the library.`);
    },
  });

  return <BookForm submitLabel="Add to the library" save={create.mutateAsync} />;
}
