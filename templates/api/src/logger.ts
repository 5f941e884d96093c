import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type { PrettyOptions } from 'pino-pretty';

type Level = LoggerOptions['level'];

const REDACTED = ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'];

/** Logs JSON lines or, at a terminal in development, readable lines. */
export async function createLogger(level: Level, { readable }: { readable: boolean }) {
  const stream = readable ? await readableStream() : undefined;
  return loggerTo(stream ?? pino.destination({ sync: true }), level);
}

export function loggerTo(stream: DestinationStream, level: Level = 'info'): Logger {
  return pino({ level, redact: REDACTED }, stream);
}

/** `[12:30:01] INFO: GET / 200 1 ms`. Undefined if the development dependencies are not installed. */
export async function readableStream(options: PrettyOptions = {}) {
  const prettier = await import('pino-pretty').catch(() => undefined);
  return prettier?.PinoPretty({
    sync: true,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
    // The message of a request already has what matters in these fields.
    ignore: 'pid,hostname,req,res,responseTime',
    ...options,
  });
}
