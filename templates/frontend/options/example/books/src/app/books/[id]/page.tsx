import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { PageHeading } from '@/components/page-heading.tsx';
import { EditBook } from '@/modules/books/components/edit-book.tsx';
import { bookStore } from '@/modules/books/store/store.ts';

// Once per request, for the metadata and the page together.
const bookOf = cache(async (id: string) => (await bookStore().get(id)) ?? notFound());

export async function generateMetadata({ params }: PageProps<'/books/[id]'>): Promise<Metadata> {
  const book = await bookOf((await params).id);
  return { title: `${book.title}, ${book.author.name}` };
}

export default async function BookPage({ params }: PageProps<'/books/[id]'>) {
  const book = await bookOf((await params).id);

  return (
    <div className="page pt-10 sm:pt-14">
      <PageHeading back={{ href: '/books', label: 'Library' }} title={book.title} />
      <EditBook book={book} />
    </div>
  );
}
