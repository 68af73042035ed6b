import { AppError } from '../core/app-error.ts';
import type { HeardSound } from './carrier-ear.ts';
import type { Voice } from './voice.ts';

/** The ear of a carrier in a process of its own, and its clock. */
export interface EarClient {
  /** What is said in that call; null when nobody has said anything in it. */
  hear(callId: string): Promise<Voice | null>;
  /** What the carrier hears of the caller in that call; null when there is none. */
  sound(callId: string): Promise<HeardSound | null>;
  /** Campaign seconds a wall second, above 0. */
  setSpeed(speed: number): Promise<void>;
  /** How many calls ring or talk. */
  liveCalls(): Promise<number>;
}

/**
 * @param baseUrl As the carrier has printed it: `http://127.0.0.1:PORT`.
 * Its functions throw AppError `error.demo.no-ear` when nobody is there, and an Error with the status of an answer that
 * is none.
 */
export function earClient(baseUrl: string): EarClient {
  async function ask(path: string, options: RequestInit = {}): Promise<unknown> {
    const response = await fetch(`${baseUrl}${path}`, options).catch((cause: unknown) => {
      throw new AppError('error.demo.no-ear', { url: baseUrl }, { cause });
    });
    if (!response.ok && response.status !== 404)
      throw new Error(`the carrier's ear answers ${response.status}`);
    return response.json();
  }
  return {
    // The carrier is ours and of the same version: what it says has this shape.
    hear: async (callId) => (await ask(`/voices/${encodeURIComponent(callId)}`)) as Voice | null,
    sound: async (callId) => (await ask(`/calls/${encodeURIComponent(callId)}/sound`)) as HeardSound | null,
    async setSpeed(speed) {
      await ask('/pace', { method: 'POST', body: JSON.stringify({ speed }) });
    },
    liveCalls: async () => ((await ask('/calls')) as { live: number }).live,
  };
}
