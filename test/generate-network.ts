// How the numbers of a generated action behave (data/README.md of the sample says what each behaviour means).
import type { Draw } from './draw.ts';

export interface SaidAnswers {
  readonly integration: 'integrated' | 'wants-information' | 'not-connected' | 'no-interest';
  readonly reception: 'pleased' | 'neutral' | 'disturbed';
  readonly wantsNewsletter: boolean;
  readonly wantsLocalContact: boolean;
  readonly accepts: readonly ('landesparteitag' | 'pfingstcamp')[];
}

export type Behaviour =
  | {
      readonly behaviour: 'person';
      readonly attempt: number;
      readonly before: 'no-answer' | 'busy' | 'voicemail';
      readonly ringSeconds: number;
      readonly talkSeconds: number;
      readonly asksToCallBack?: 'in-two-hours' | 'tomorrow-evening' | 'weekend';
      readonly answers: SaidAnswers;
    }
  | { readonly behaviour: 'no-answer' | 'busy-then-no-answer' | 'voicemail' }
  | {
      readonly behaviour: 'not-in-service';
      readonly sip: number;
      readonly q850?: number;
      readonly earlyMedia?: true;
    };

/** How often each kind of number is drawn; the shares differ from seed to seed. */
export interface Shares {
  readonly outOfDate: number;
  readonly person: number;
  readonly asksToCallBack: number;
}

export function drawShares(draw: Draw): Shares {
  return {
    outOfDate: draw.number(0, 30) / 100,
    person: draw.number(40, 85) / 100,
    asksToCallBack: draw.number(0, 20) / 100,
  };
}

const OUT_OF_DATE: readonly Behaviour[] = [
  { behaviour: 'not-in-service', sip: 404, q850: 1 },
  { behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: true },
  { behaviour: 'not-in-service', sip: 410, q850: 22 },
  { behaviour: 'not-in-service', sip: 604 },
  { behaviour: 'not-in-service', sip: 484, q850: 28 },
];

/** @param said What the people behind the number answer: a person says the same on each of their numbers. */
export function drawBehaviour(draw: Draw, shares: Shares, said: SaidAnswers): Behaviour {
  if (draw.chance(shares.outOfDate)) return draw.pick(OUT_OF_DATE);
  if (!draw.chance(shares.person))
    return { behaviour: draw.pick(['no-answer', 'busy-then-no-answer', 'voicemail'] as const) };
  return {
    behaviour: 'person',
    attempt: draw.number(1, 3),
    before: draw.pick(['no-answer', 'busy', 'voicemail'] as const),
    ringSeconds: draw.number(4, 22),
    talkSeconds: draw.number(50, 450),
    ...(draw.chance(shares.asksToCallBack)
      ? { asksToCallBack: draw.pick(['in-two-hours', 'tomorrow-evening', 'weekend'] as const) }
      : {}),
    answers: said,
  };
}

export function drawAnswers(draw: Draw): SaidAnswers {
  return {
    integration: draw.pick(['integrated', 'wants-information', 'not-connected', 'no-interest'] as const),
    reception: draw.pick(['pleased', 'pleased', 'pleased', 'neutral', 'disturbed'] as const),
    wantsNewsletter: draw.chance(0.15),
    wantsLocalContact: draw.chance(0.25),
    accepts: (['landesparteitag', 'pfingstcamp'] as const).filter(() => draw.chance(0.2)),
  };
}
