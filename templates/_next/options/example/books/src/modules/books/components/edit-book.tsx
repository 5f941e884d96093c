'use client';

import { useRouter } from 'next/navigation';
import { useNotify } from '@/components/toast.tsx';
import { useBookData } from '../data-context.tsx';
import { toForm } from '../form.ts';
import type { Book } from '../schema.ts';
import { useSaveBook } from '../use-book-mutations.ts';
import { BookForm } from './book-form.tsx';
import { RemoveBook } from './remove-book.tsx';

export function EditBook({ book }: { book: Book }) {
  const { problem } = useBookData();
  const save = useSaveBook();
  const notify = useNotify();
  const router = useRouter();

  return (
    <>
      <BookForm
        initial={toForm(book)}
        submitLabel="Save"
        isSaving={save.isPending || save.isSuccess}
        problem={save.error && problem(save.error)}
        onSubmit={(changes) =>
          save.mutate(
            { id: book.id, changes },
            {
              onSuccess: ({ title }) => {
                notify(`“${title}” is saved.`);
                router.push('/books');
              },
            },
          )
        }
      />
      <RemoveBook book={book} />
    </>
  );
}
