import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

const CALLERS_ID = /^[\w.-]{1,64}$/;
const QUIET_PATHS = ['/healthz', '/readyz'];

/** Logs each request with an id: the caller's `X-Request-Id`, or a new one. The response has the same id. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    genReqId(request, response) {
      const given = String(request.headers['x-request-id'] ?? '');
      const id = CALLERS_ID.test(given) ? given : randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    autoLogging: { ignore: ({ url = '' }) => QUIET_PATHS.includes(url) },
    customLogLevel: (_request, { statusCode }) => (statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: ({ method, url }, { statusCode, writableEnded }, ms) =>
      `${method} ${url} ${writableEnded ? statusCode : 'aborted'} ${ms} ms`,
    customErrorMessage: ({ method, url }, { statusCode }) => `${method} ${url} ${statusCode}`,
    // The error handler has already logged the error with its stack. pino-http would add another for each 5xx.
    customErrorObject: (_request, _response, _error, { err, ...fields }) => fields,
  });
}
