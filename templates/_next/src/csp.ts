/** A placeholder for the nonce of the request. */
const NONCE = "'nonce'";

/** What a page may load, by directive: nothing inline without the nonce, nothing from another host. */
const directives = {
  'default-src': ["'self'"],
  'script-src': ["'self'", NONCE, "'strict-dynamic'"],
  'style-src': ["'self'", NONCE],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

const developmentDirectives = {
  ...directives,
  // React's error overlay evaluates code.
  'script-src': [...directives['script-src'], "'unsafe-eval'"],
  // The overlay's styles have no nonce, and browsers ignore 'unsafe-inline' if the directive has a nonce.
  'style-src': [...directives['style-src'].filter((source) => source !== NONCE), "'unsafe-inline'"],
};

/** The Content-Security-Policy of one request. */
export function contentSecurityPolicy(
  nonce: string,
  isDevelopment = process.env.NODE_ENV === 'development',
): string {
  return Object.entries(isDevelopment ? developmentDirectives : directives)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ')
    .replaceAll(NONCE, `'nonce-${nonce}'`);
}
