import { BookListSkeleton } from '@/modules/books/components/book-list-skeleton.tsx';
import { LibraryHeading } from '@/modules/books/components/library-heading.tsx';

export default function LoadingLibrary() {
  return (
    <div className="page pt-10 sm:pt-14">
      <LibraryHeading />
      <BookListSkeleton />
    </div>
  );
}
