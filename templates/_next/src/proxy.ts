import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy } from './csp.ts';

/**
 * Sends the Content-Security-Policy with every page. Next reads the nonce from the request's copy of the header and
 * adds it to its own scripts. So no page may be rendered at build time: the cookie in the root layout prevents that.
 */
export function proxy(request: NextRequest) {
  const policy = contentSecurityPolicy(btoa(crypto.randomUUID()));

  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = {
  matcher: [
    {
      // Pages only: not the API, not files.
      source:
        '/((?!api/|_next/static|_next/image|icon.svg|robots.txt|sitemap.xml|manifest.webmanifest).*)',
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
  ],
};
