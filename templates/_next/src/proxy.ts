import { type NextRequest, NextResponse } from 'next/server';

const isDevelopment = process.env.NODE_ENV === 'development';

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

/** The strictest policy this application works under: nothing inline without the nonce, nothing from elsewhere. */
export function contentSecurityPolicy(nonce: string, development = isDevelopment): string {
  return [
    `default-src 'self'`,
    // React's error overlay evaluates code, and its styles carry no nonce: both in development only.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
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
