'use client';

import Link from 'next/link';
import { useEffect } from 'react';
import { Button, buttonClass } from '@/components/button.tsx';
import { MessagePage } from '@/components/message-page.tsx';
import { Tiles } from '@/components/tiles.tsx';
import { reportError } from '@/report-error.ts';

type PageErrorProps = { error: unknown; retry: () => void };

/** Shown in place of a page that failed, inside the layout. */
export default function PageError({ error, retry }: PageErrorProps) {
  useEffect(() => reportError(error), [error]);

  return (
    <MessagePage
      figure={<Tiles broken="askew" />}
      title="Something went wrong."
      text="This page could not be shown. Trying again may help."
    >
      <Button onClick={retry}>Try again</Button>
      <Link href="/" className={buttonClass('quiet')}>
        Go to the start page
      </Link>
    </MessagePage>
  );
}
