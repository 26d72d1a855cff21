import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './env.ts';

/** One JSON object a line. Say what happened in the message, and ids in fields; never a text, a token or an address of a person. */
export type Log = Pick<Logger, 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'>;

/** The fields that are struck out wherever they stand up to three levels deep (WIRE5): the net under a careless line. */
const SECRET_FIELDS = ['password', 'token', 'bearer', 'secret', 'authorization', 'cookie', 'text', 'email', 'code'];

/** Writes to the standard error stream unless a destination is given. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    { level, base: null, redact: { paths, censor: '[secret]' }, timestamp: pino.stdTimeFunctions.isoTime },
    // Synchronous: the last line before a crash is the one that matters.
    destination ?? pino.destination({ fd: 2, sync: true }),
  );
}
