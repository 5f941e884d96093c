import { rateLimit } from 'express-rate-limit';
import { Problem } from './problem.ts';

/** Counts in memory, for each process: several instances behind a load balancer need a shared store. */
export function rateLimiter(limit: number) {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // TRUST_PROXY decides whether X-Forwarded-For is trusted.
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next) => {
      next(new Problem(429, { detail: 'Too many requests: wait a minute.' }));
    },
  });
}
