import type { Server } from 'node:http';
import process from 'node:process';
import type { Logger } from 'pino';

type Shutdown = {
  server: Server;
  logger: Logger;
  timeoutMs: number;
  /** Runs when no request is left. */
  release: () => Promise<void>;
};

/** On SIGTERM or SIGINT: accepts no new connections, lets requests finish, and exits. A second signal exits at once. */
export function shutDownOnSignal({ server, logger, timeoutMs, release }: Shutdown) {
  let draining = false;

  async function shutDown(signal: NodeJS.Signals) {
    if (draining) process.exit(1);
    draining = true;
    logger.info(`${signal}: finishing open requests`);
    const finished = await drain(server, timeoutMs);
    if (!finished) logger.warn(`Requests were still open after ${timeoutMs} ms`);
    await release();
    process.exit(finished ? 0 : 1);
  }

  process.on('SIGTERM', shutDown);
  process.on('SIGINT', shutDown);
}

/** Closes a server after its last response. Returns false if it had to cut off requests. */
export function drain(server: Server, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    let finished = true;
    // A keep-alive connection would keep the server open after the last response.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const limit = setTimeout(() => {
      finished = false;
      server.closeAllConnections();
    }, timeoutMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(limit);
      resolve(finished);
    });
  });
}
