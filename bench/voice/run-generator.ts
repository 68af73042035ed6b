import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { GeneratorOrder, GeneratorWord } from './generator.ts';

export interface Generator {
  ask<Kind extends GeneratorWord['kind']>(
    order: GeneratorOrder,
    kind: Kind,
  ): Promise<Extract<GeneratorWord, { kind: Kind }>>;
  close(): Promise<void>;
}

export function runGenerator(): Generator {
  const child = fork(join(import.meta.dirname, 'generator.ts'));
  return {
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
