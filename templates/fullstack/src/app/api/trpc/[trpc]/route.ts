import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { reportError } from '@/report-error.ts';
import { createContext } from '@/server/context.ts';
import { isUnexpected } from '@/server/errors.ts';
import { logger } from '@/server/logger.ts';
import { requestIdOf } from '@/server/request-id.ts';
import { appRouter } from '@/server/router.ts';

async function handler(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const response = await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers, requestId),
    onError({ ctx, error, path }) {
      if (!isUnexpected(error.code)) return;
      const cause = error.cause ?? error;
      // A call with a context is already in the log.
      if (!ctx) logger.error({ requestId, procedure: path, err: cause }, 'no context');
      reportError(cause, { requestId, procedure: path });
    },
  });
  response.headers.set('x-request-id', requestId);
  return response;
}

export { handler as GET, handler as POST };
