'use client';

import { useEffect } from 'react';
import { Button } from '@/components/button.tsx';
import { MessagePage } from '@/components/message-page.tsx';
import { Tiles } from '@/components/tiles.tsx';
import { reportError } from '@/report-error.ts';
import { fonts } from './fonts.ts';
import './globals.css';

type GlobalErrorProps = { error: unknown; retry: () => void };

/** Shown when the layout itself failed: a document of its own, in the system's theme. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  useEffect(() => reportError(error), [error]);

  return (
    <html lang="en" className={fonts}>
      <body className="font-sans">
        <title>Something went wrong</title>
        <main className="grid min-h-dvh items-center">
          <MessagePage
            figure={<Tiles broken="askew" />}
            title="Something went wrong."
            text="The site could not be shown. Trying again may help."
          >
            <Button onClick={retry}>Try again</Button>
          </MessagePage>
        </main>
      </body>
    </html>
  );
}
