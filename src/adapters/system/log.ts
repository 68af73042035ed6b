import { join } from 'node:path';
import { type DestinationStream, pino, stdSerializers } from 'pino';
import { AppError } from '../../core/app-error.ts';
import type { AttemptId, CampaignId, ListId, ShiftId } from '../../core/ids.ts';

/** Ids and counts. There is no place for a text that somebody typed, so none can slip in. */
export type LogFields = Readonly<
  Record<string, number | boolean | CampaignId | AttemptId | ShiftId | ListId>
>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  /** Of an error only its code, class and place in our program are written: its message may quote data. */
  error(event: string, error: unknown, fields?: LogFields): void;
  close(): Promise<void>;
}

/** The log of an installation, JSON lines in its data folder. Personal data never come here (DESIGN, "Never"). */
export function openLog(folder: string): Log {
  return logTo(pino.destination({ dest: join(folder, 'draht.log'), mkdir: true, sync: true, mode: 0o600 }));
}

export function logTo(destination: DestinationStream): Log {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (event, fields = {}) => log.info({ ...fields, event }),
    error: (event, error, fields = {}) => log.error({ ...fields, event, ...whatIsSafe(error) }),
    close: async () => log.flush(),
  };
}

function whatIsSafe(error: unknown) {
  if (error instanceof AppError) return { code: error.code };
  if (!(error instanceof Error)) return { error: typeof error };
  const { type } = stdSerializers.err(error);
  // The first line of a stack is the message; the lines of ours after it say where.
  const where = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*\/src\//.test(line))
    .slice(0, 5);
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { error: type, where: where.map((line) => line.trim().replace(/\(.*\/src\//, '(src/')), ...code };
}
