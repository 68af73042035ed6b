import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { AppError } from '../core/app-error.ts';

/** A program of ours beside this one. */
export interface ChildProgram {
  /** The line of JSON it said when it was ready. */
  readonly said: unknown;
  /** Rejects when it ends by itself, with the AppError it gave as its reason, else `error.demo.program-ended`; never resolves. */
  readonly failed: Promise<never>;
  close(): Promise<void>;
}

/**
 * Starts a program of ours with one argument of JSON and waits for its first line. One that gives up says why in a last
 * line, `{ code, values }` of an AppError.
 *
 * It stands in a process group of its own, so that Ctrl-C reaches this program alone and the end is in good order; and
 * it ends when its stdin does, so that nothing stays behind when this program is killed.
 */
export async function startProgram(path: string, argument: object): Promise<ChildProgram> {
  const child = spawn(process.execPath, [path, JSON.stringify(argument)], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let isClosing = false;
  let reason: AppError | null = null;
  const first = Promise.withResolvers<unknown>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said: unknown = JSON.parse(line);
    reason = reasonIn(said);
    if (reason === null) first.resolve(said);
  });
  // `close` comes when its last line is read, too.
  const failed = once(child, 'close').then(([code, signal]) => {
    if (isClosing) return new Promise<never>(() => {});
    throw (
      reason ??
      new AppError('error.demo.program-ended', { program: basename(path), how: String(code ?? signal) })
    );
  });
  failed.catch(() => {}); // Whoever waits for it hears of it.
  const said = await Promise.race([first.promise, failed]);
  return {
    said,
    failed,
    async close() {
      if (isClosing) return;
      isClosing = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.stdin?.destroy();
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function reasonIn(said: unknown): AppError | null {
  if (typeof said !== 'object' || said === null || !('code' in said)) return null;
  const { code, values } = said as { code: string; values: Record<string, string> }; // As our programs write it.
  return new AppError(code, values);
}
