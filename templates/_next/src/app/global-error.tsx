'use client';

import './globals.css';

/** The last resort, when the layout itself failed: a document of its own, in the system's theme. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans">
        <title>Something went wrong</title>
        <main className="page grid min-h-dvh content-center justify-items-start gap-5">
          <h1 className="max-w-[16ch] font-serif text-3xl">The whole shelf came down.</h1>
          <p className="max-w-[44ch] text-soft">
            Nothing of yours is lost. Putting it up again may be all it takes.
          </p>
          <button
            type="button"
            onClick={retry}
            className="mt-2 min-h-11 rounded-full bg-accent px-5 text-sm font-medium text-paper"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
