import { randomInt, randomUUID } from 'node:crypto';
import type { Chance, Clock } from '../../app/ports.ts';

/** The machine's clock. What a task throws goes to `onError`: a task is nobody's to await. */
export function systemClock(onError: (error: unknown) => void): Clock {
  return {
    now: () => Date.now(),
    at(moment, task) {
      const timer = setTimeout(() => void task().catch(onError), Math.max(0, moment - Date.now()));
      return { cancel: () => clearTimeout(timer) };
    },
  };
}

const STEPS = 2 ** 47;

export function systemChance(): Chance {
  return { next: () => randomInt(STEPS) / STEPS, uuid: () => randomUUID() };
}
