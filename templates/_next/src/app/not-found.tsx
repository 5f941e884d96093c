import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from '@/components/button.tsx';
import { MessagePage } from '@/components/message-page.tsx';
import { Cover } from '@/modules/books/components/cover.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <MessagePage
      figure={<Cover title="404" author="Unknown" className="w-44 -rotate-3" />}
      title="This page is not on any shelf."
      text="It may have been lent out, or the address has a slip of the pen in it."
    >
      <Link href="/books" className={buttonClass()}>
        Open the library
      </Link>
    </MessagePage>
  );
}
