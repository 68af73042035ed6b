import { AppError } from '../core/app-error.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import type { Voice } from './voice.ts';

/**
 * The voice of a phone bank that carries no audio: every caller dials on an own phone, or reads what is said.
 *
 * @param options.ways The recommended one first; a way that would need a leg never connects here.
 */
export function voiceWithoutAudio({ ways }: { readonly ways: readonly SpeakWay[] }): Voice {
  return {
    ways,
    lineOf: ({ way }) => (needsLeg(way) ? 'connecting' : 'none'),
    isHeard: ({ way }) => !needsLeg(way),
    phoneOf: () => null,
    troubleOf: () => null,
    qualityOf: () => null,
    hintOf: () => null,
    chosen: async () => {},
    ringCaller() {
      throw new AppError('error.voice.no-phone');
    },
    talking() {},
    give() {},
    apologise() {},
    practise() {},
    practiceOver() {},
    over() {},
  };
}

function needsLeg(way: SpeakWay | null): boolean {
  return way === 'browser' || way === 'phone';
}
