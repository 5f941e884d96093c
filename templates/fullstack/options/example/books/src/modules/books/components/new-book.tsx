'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client.ts';
import { useBackToLibrary } from '../use-back-to-library.ts';
import { BookForm } from './book-form.tsx';

export function NewBook() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const backToLibrary = useBackToLibrary();
  const create = useMutation(
    trpc.books.create.mutationOptions({
      onSuccess: async ({ title }) => {
        await queryClient.invalidateQueries(trpc.books.pathFilter());
        backToLibrary(`“${title}” is in the library.`);
      },
    }),
  );

  return <BookForm submitLabel="Add to the library" save={create.mutateAsync} />;
}
