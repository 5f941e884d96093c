'use client';

import Link from 'next/link';
import { Button, buttonClass } from '@/components/button.tsx';
import { MessagePage } from '@/components/message-page.tsx';
import { Cover } from '@/modules/books/components/cover.tsx';

/** Shown in place of a page that failed, inside the layout. */
export default function PageError({ retry }: { retry: () => void }) {
  return (
    <MessagePage
      figure={<Cover title="Errata" author="The printer" className="w-44 rotate-2" />}
      title="Something is wrong with this page."
      text="Nothing of yours is lost. It may work at the second attempt."
    >
      <Button onClick={retry}>Try again</Button>
      <Link href="/" className={buttonClass('quiet')}>
        To the shelf
      </Link>
    </MessagePage>
  );
}
