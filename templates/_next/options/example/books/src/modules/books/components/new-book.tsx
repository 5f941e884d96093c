'use client';

import { useRouter } from 'next/navigation';
import { useNotify } from '@/components/toast.tsx';
import { useBookData } from '../data-context.tsx';
import { useCreateBook } from '../use-book-mutations.ts';
import { BookForm } from './book-form.tsx';

export function NewBook() {
  const { problem } = useBookData();
  const create = useCreateBook();
  const notify = useNotify();
  const router = useRouter();

  return (
    <BookForm
      submitLabel="Add to the library"
      isSaving={create.isPending || create.isSuccess}
      problem={create.error && problem(create.error)}
      onSubmit={(book) =>
        create.mutate(book, {
          onSuccess: ({ title }) => {
            notify(`“${title}” is in the library.`);
            router.push('/books');
          },
        })
      }
    />
  );
}
