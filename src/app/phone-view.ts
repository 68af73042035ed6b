import type { AttemptId, E164 } from '../core/ids.ts';
import type { ShiftView } from './workplace.ts';

/** What a paired phone can say of a call; a conversation is written down on the laptop. */
export type PhoneOutcome = (typeof phoneOutcomes)[number];

export const phoneOutcomes = [
  'no-answer',
  'busy',
  'voicemail',
  'not-in-service',
  'third-person',
  'wrong-person',
  'objection',
] as const;

/** Once two people talk, the line was neither busy nor dead. */
const whileTalking: readonly PhoneOutcome[] = ['voicemail', 'third-person', 'wrong-person', 'objection'];

/** All that a paired phone knows. The number is there while the call is on, and at no other time. */
export interface PhoneView {
  /**
   * `waiting`: ready, the next person comes. `pause`: it goes on at the laptop. `over`: the shift was left.
   * `unpaired`: this phone belongs to no shift any more.
   */
  readonly state: 'waiting' | 'pause' | 'calling' | 'talking' | 'wrap-up' | 'over' | 'unpaired';
  readonly attemptId: AttemptId | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  /** For a `tel:` link. */
  readonly tel: E164 | null;
  /** The same, grouped for reading. */
  readonly number: string | null;
  /** What can be said now. */
  readonly results: readonly PhoneOutcome[];
  /** What was said of this call, here or on the laptop. */
  readonly reported: OutcomeWord | null;
}

type OutcomeWord = NonNullable<NonNullable<ShiftView['call']>['reported']>['disposition'];

const nobody = {
  ...{ attemptId: null, givenName: null, familyName: null, tel: null, number: null },
  ...{ results: [], reported: null },
};

/** What a phone shows that belongs to no shift (any more). */
export function phoneGone(state: 'over' | 'unpaired'): PhoneView {
  return { state, ...nobody };
}

/** What the phone shows of its shift. */
export function phoneViewOf({ state, call }: ShiftView): PhoneView {
  if (call === null || call.line === 'preview')
    return { state: state === 'pause' ? 'pause' : 'waiting', ...nobody };
  const { attemptId, card } = call;
  const reported = call.isUnfinished ? null : (call.reported?.disposition ?? null);
  const who = { attemptId, givenName: card.givenName, familyName: card.familyName, reported };
  const isOn = (state === 'ringing' || state === 'talking') && call.line !== 'ended' && reported === null;
  // Another way to speak was chosen in the middle of the call: this phone has nothing to ring.
  if (!isOn || call.tel === null) return { ...nobody, state: 'wrap-up', ...who };
  return {
    ...{ ...who, state: state === 'ringing' ? 'calling' : 'talking', tel: call.tel, number: card.dialled },
    results: state === 'ringing' ? phoneOutcomes : whileTalking,
  };
}
