import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from '@/components/button.tsx';
import { MessagePage } from '@/components/message-page.tsx';
import { Tiles } from '@/components/tiles.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <MessagePage
      figure={<Tiles broken="missing" />}
      title="This page does not exist."
      text="The address may be mistyped, or the page may have been removed."
    >
      <Link href="/" className={buttonClass()}>
        Go to the start page
      </Link>
    </MessagePage>
  );
}
