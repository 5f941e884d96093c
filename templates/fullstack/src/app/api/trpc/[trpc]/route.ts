import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createContext } from '@/server/context.ts';
import { appRouter } from '@/server/router.ts';

function handler(request: Request) {
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => createContext({ headers: request.headers }),
    onError: ({ error, path }) => {
      // The other codes are answers: to the one who asked, not to the log.
      if (error.code === 'INTERNAL_SERVER_ERROR') console.error(`${path}:`, error.cause ?? error);
    },
  });
}

export { handler as GET, handler as POST };
