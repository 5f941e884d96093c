import type { Metadata } from 'next';
import { PageHeading } from '@/components/page-heading.tsx';
import { NewBook } from '@/modules/books/components/new-book.tsx';

export const metadata: Metadata = { title: 'Add a book' };

export default function NewBookPage() {
  return (
    <div className="page pt-10 sm:pt-14">
      <PageHeading back={{ href: '/books', label: 'Library' }} title="Add a book" />
      <NewBook />
    </div>
  );
}
