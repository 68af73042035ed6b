import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import type { GeneratorOrder, GeneratorWord } from './generator.ts';

export interface Generator {
  ask<Kind extends GeneratorWord['kind']>(
    order: GeneratorOrder,
    kind: Kind,
  ): Promise<Extract<GeneratorWord, { kind: Kind }>>;
  readonly pid: number;
  close(): Promise<void>;
}

/** @param priority As of nice(1); below 0 for root alone, else it stays as it is. */
export function runGenerator(priority = 0): Generator {
  // A young generation of 16 MiB: it is collected less often than the packets' time.
  const child = fork(join(import.meta.dirname, 'generator.ts'), {
    execArgv: ['--max-semi-space-size=16'],
  });
  const pid = child.pid ?? 0;
  if (priority !== 0)
    try {
      setPriority(pid, priority);
    } catch {
      process.stderr.write('no higher priority for the probe: its own delay may be longer\n');
    }
  return {
    pid,
    async ask(order, kind) {
      child.send(order);
      const [word] = await once(child, 'message');
      if (word.kind !== kind) throw new Error(`the generator said ${word.kind}`);
      return word;
    },
    async close() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
