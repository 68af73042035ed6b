import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { AppError } from '../core/app-error.ts';

/** A program of ours beside this one. */
export interface ChildProgram {
  /** The line of JSON it said when it was ready. */
  readonly said: unknown;
  /** Rejects with AppError `error.demo.program-ended` when it ends by itself; never resolves. */
  readonly failed: Promise<never>;
  close(): Promise<void>;
}

/**
 * Starts a program of ours with one argument of JSON and waits for its first line.
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
  const failed = once(child, 'exit').then(([code, signal]) => {
    if (isClosing) return new Promise<never>(() => {});
    throw new AppError('error.demo.program-ended', { program: basename(path), how: String(code ?? signal) });
  });
  failed.catch(() => {}); // Whoever waits for it hears of it.
  const said = await Promise.race([firstLine(child), failed]);
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

async function firstLine(child: ChildProcess): Promise<unknown> {
  if (child.stdout === null) throw new Error('a program without output');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string]; // readline gives each line as one text.
  return JSON.parse(line);
}
