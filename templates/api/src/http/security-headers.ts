import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** A page loads its style and its icon from here, and nothing else. */
const POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/** Swagger UI is a script that sends requests to this API; its stylesheet holds icons as `data:` addresses. */
const DOCS_POLICY = {
  ...POLICY,
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
};

export function securityHeaders(): RequestHandler {
  return helmet({ contentSecurityPolicy: { useDefaults: false, directives: POLICY } });
}

/** Takes the place of the stricter policy that every other response has. */
export function docsPolicy(): RequestHandler {
  return helmet.contentSecurityPolicy({ useDefaults: false, directives: DOCS_POLICY });
}
