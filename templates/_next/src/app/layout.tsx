import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { SiteFooter } from '@/components/site-footer.tsx';
import { SiteHeader } from '@/components/site-header.tsx';
import { readTheme, THEME_COOKIE } from '@/components/theme.ts';
import { ToastProvider } from '@/components/toast.tsx';
import { env } from '@/env/env.ts';
import { site } from '@/site.ts';
import { fonts } from './fonts.ts';
import { Providers } from './providers.tsx';
import './globals.css';

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(env().SITE_URL),
    applicationName: site.name,
    title: { default: site.name, template: `%s · ${site.name}` },
    description: site.description,
    openGraph: {
      type: 'website',
      siteName: site.name,
      title: site.name,
      description: site.description,
    },
  };
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f9fafc' },
    { media: '(prefers-color-scheme: dark)', color: '#10131c' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The cookie also makes every page dynamic, which the nonce of the Content-Security-Policy requires.
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme} className={fonts}>
      <body className="flex min-h-dvh flex-col font-sans">
        <a href="#main" className="skip-link">
          Skip to content
        </a>
        <Providers>
          <ToastProvider>
            <SiteHeader theme={theme} />
            <main id="main" tabIndex={-1} className="outline-none">
              {children}
            </main>
            <SiteFooter />
          </ToastProvider>
        </Providers>
      </body>
    </html>
  );
}
