import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHeading } from '@/components/page-heading.tsx';
import { EditBook } from '@/modules/books/components/edit-book.tsx';
import { bookStore } from '@/modules/books/store/store.ts';

type Props = PageProps<'/books/[id]'>;

export async function generateMetadata(props: Props): Promise<Metadata> {
  const book = await bookOf(props);
  return { title: `${book.title}, ${book.author.name}` };
}

export default async function BookPage(props: Props) {
  const book = await bookOf(props);

  return (
    <div className="page pt-10 sm:pt-14">
      <PageHeading back={{ href: '/books', label: 'Library' }} title={book.title} />
      <EditBook book={book} />
    </div>
  );
}

async function bookOf({ params }: Props) {
  const { id } = await params;
  return bookStore().get(id) ?? notFound();
}
