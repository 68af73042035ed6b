import type { ReasonValue } from '../core/outcome/call-evidence.ts';
import type { NumberBehaviour, PersonBehaviour } from './network-file.ts';
import type { Voice } from './voice.ts';

/** What a number does when it is called, in seconds of the campaign; however the call is carried. */
export type CallScript =
  | { readonly kind: 'ring-on'; readonly alertSeconds: number }
  | { readonly kind: 'fail'; readonly afterSeconds: number; readonly final: FinalAnswer }
  | {
      readonly kind: 'announce-then-fail';
      readonly afterSeconds: number;
      readonly announcementSeconds: number;
      readonly final: FinalAnswer;
      readonly voice: Voice;
    }
  | {
      readonly kind: 'answer';
      readonly alertSeconds: number;
      /** From the alert on. */
      readonly ringSeconds: number;
      /** Then they hang up; null: they never do. */
      readonly talkSeconds: number | null;
      readonly voice: Voice;
      /** Instead of that voice, for who tests the sound. */
      readonly plays?: 'echo' | 'tone' | 'fax';
    };

type Answer = Extract<CallScript, { kind: 'answer' }>;

export interface FinalAnswer {
  /** 300 to 699. */
  readonly status: number;
  readonly reasons: readonly ReasonValue[];
}

const MAILBOX_SECONDS = 18;
const BUSY_SECONDS = 1.5;
const DEAD_SECONDS = 2;
const ANNOUNCEMENT_SECONDS = 20;
/** To say "please ring again" and when. */
const CALLBACK_TALK_SECONDS = 25;
const TEST_RING_SECONDS = 1;
const TEST_SECONDS = 3600;
/** A carrier alerts this soon. */
const ALERT_SECONDS = 1;

/**
 * What happens on one call (data/README of the sample says how numbers behave).
 *
 * @param number Null for one that is not listed: it rings on.
 * @param call 1 for the first call to that number.
 * @param options `hasAskedBefore`: the person has asked to be called back on an earlier call. Who would ask asks at the
 *   moment of the answer, so that is when it must be known.
 */
export function callScript(
  number: NumberBehaviour | null,
  call: number,
  options: { readonly hasAskedBefore: boolean },
): CallScript {
  if (number === null) return behave('no-answer');
  switch (number.behaviour) {
    case 'person':
      return call < number.attempt ? behave(number.before) : talk(number, options.hasAskedBefore);
    case 'no-answer':
    case 'voicemail':
      return behave(number.behaviour);
    case 'busy-then-no-answer':
      return behave(call === 1 ? 'busy' : 'no-answer');
    case 'not-in-service':
      return notInService(number);
    case 'echo':
    case 'tone':
    case 'fax':
      return { ...answer(TEST_RING_SECONDS, TEST_SECONDS, { kind: 'machine' }), plays: number.behaviour };
    default:
      return number satisfies never;
  }
}

/** Whether it depends on an earlier call what is said in this one. */
export function wouldAskToBeCalledBack(script: CallScript): boolean {
  return script.kind === 'answer' && script.voice.kind === 'person' && script.voice.asksToCallBack !== null;
}

function behave(how: 'no-answer' | 'busy' | 'voicemail'): CallScript {
  switch (how) {
    case 'no-answer':
      return { kind: 'ring-on', alertSeconds: ALERT_SECONDS };
    case 'busy': {
      const final = { status: 486, reasons: [{ protocol: 'Q.850', cause: 17 }] };
      return { kind: 'fail', afterSeconds: BUSY_SECONDS, final };
    }
    case 'voicemail':
      return answer(MAILBOX_SECONDS, null, { kind: 'machine' });
    default:
      return how satisfies never;
  }
}

function talk(person: PersonBehaviour, hasAskedBefore: boolean): CallScript {
  const asksToCallBack = hasAskedBefore ? null : (person.asksToCallBack ?? null);
  const talkSeconds = asksToCallBack === null ? person.talkSeconds : CALLBACK_TALK_SECONDS;
  return answer(person.ringSeconds, talkSeconds, { kind: 'person', answers: person.answers, asksToCallBack });
}

function answer(ringSeconds: number, talkSeconds: number | null, voice: Voice): Answer {
  return { kind: 'answer', alertSeconds: ALERT_SECONDS, ringSeconds, talkSeconds, voice };
}

function notInService(number: Extract<NumberBehaviour, { behaviour: 'not-in-service' }>): CallScript {
  const reasons = number.q850 === undefined ? [] : [{ protocol: 'Q.850', cause: number.q850 }];
  const final = { status: number.sip, reasons };
  if (!number.earlyMedia) return { kind: 'fail', afterSeconds: DEAD_SECONDS, final };
  return {
    kind: 'announce-then-fail',
    afterSeconds: DEAD_SECONDS,
    announcementSeconds: ANNOUNCEMENT_SECONDS,
    final,
    voice: { kind: 'announcement' },
  };
}
