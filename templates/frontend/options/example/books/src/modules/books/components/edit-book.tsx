'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { booksKey, removeBook, updateBook } from '../api.ts';
import type { Book } from '../schema.ts';
import { useBackToLibrary } from '../use-back-to-library.ts';
import { BookForm } from './book-form.tsx';
import { RemoveBook } from './remove-book.tsx';

export function EditBook({ book }: { book: Book }) {
  const { id } = book;
  const queryClient = useQueryClient();
  const backToLibrary = useBackToLibrary();

  async function finish(message: string) {
    await queryClient.invalidateQueries({ queryKey: booksKey });
    backToLibrary(message);
  }

  const update = useMutation({
    mutationFn: updateBook,
    onSuccess: ({ title }) => finish(`“${title}” is saved.`),
  });
  const remove = useMutation({
    mutationFn: removeBook,
    onSuccess: () => finish(`“${book.title}” is out of the library.`),
  });

  return (
    <>
      <BookForm
        book={book}
        submitLabel="Save"
        save={(changes) => update.mutateAsync({ id, changes })}
      />
      <RemoveBook title={book.title} remove={() => remove.mutateAsync(id)} />
    </>
  );
}
