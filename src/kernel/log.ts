import { pino, type Logger } from 'pino';

export type Log = Logger;

/** One JSON line an event. Addresses of readers are not written. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
