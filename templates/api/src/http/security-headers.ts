import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** A page loads its styles and its icon from this server, and nothing else. */
const POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/** Swagger UI is a script that sends requests to this API. Its stylesheet has icons as `data:` addresses. */
const DOCS_POLICY = {
  ...POLICY,
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
};

export function securityHeaders(): RequestHandler {
  return helmet({ contentSecurityPolicy: { useDefaults: false, directives: POLICY } });
}

/** Replaces the stricter policy that all other responses have. */
export function docsPolicy(): RequestHandler {
  return helmet.contentSecurityPolicy({ useDefaults: false, directives: DOCS_POLICY });
}
