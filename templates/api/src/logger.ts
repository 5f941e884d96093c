import process from 'node:process';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';

const REDACTED = ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'];

/** JSON lines on stdout; a person at a terminal gets readable ones in development. */
export function createLogger(level: LoggerOptions['level']): Logger {
  const readable = process.stdout.isTTY && process.env.NODE_ENV !== 'production';
  return loggerTo(readable ? terminal : pino.destination({ sync: true }), level);
}

export function loggerTo(stream: DestinationStream, level: LoggerOptions['level'] = 'info') {
  return pino({ level, redact: REDACTED }, stream);
}

const terminal: DestinationStream = {
  write: (line) => process.stdout.write(toReadable(line)),
};

/** `12:30:01 info GET /healthz 200 1 ms`, with the stack of an error below. */
export function toReadable(line: string): string {
  const { time, level, msg, err } = JSON.parse(line);
  const clock = new Date(time).toLocaleTimeString('en-GB');
  const stack = err ? `\n${err.stack}` : '';
  return `${clock} ${pino.levels.labels[level]} ${msg}${stack}\n`;
}
