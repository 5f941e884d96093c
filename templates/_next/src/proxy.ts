import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy } from './csp.ts';

/**
 * Gives every page its Content-Security-Policy. Next reads the nonce from the request's copy of the header and puts
 * it on its own scripts, which is why no page may be rendered ahead of time (the root layout reads a cookie, so none is).
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
