import type { AttemptId, E164, ShiftId, TrunkId } from '../core/ids.ts';
import type { CallEvidence } from '../core/outcome/call-evidence.ts';
import { OWN_PHONE } from '../core/speak-way.ts';
import type { CallerScreens, CampaignRow, Clock, Leg, LegEvent, Store, Telephony } from './ports.ts';
import { type SettleContext, settleAttempt } from './settle-attempt.ts';
import type { Taken } from './take-contact.ts';

/** What calls go out by: the trunk, or the callers' own phones. */
export interface DialLine {
  readonly id: TrunkId;
  readonly telephony: Telephony;
  /** Calls at once that it carries, and that may begin in a second (DOMAIN 4.3); what is absent is `TRUNK_CHANNELS`, `TRUNK_CPS`. */
  readonly channels?: number;
  readonly callsPerSecond?: number;
}

export interface LiveCall {
  readonly taken: Taken;
  readonly leg: Leg;
  readonly isOwnPhone: boolean;
  /** Whose it is; null: nobody's yet. */
  shiftId: ShiftId | null;
  isAnswered: boolean;
}

/** What else follows from a call's events, besides its row and its caller's screen. */
export interface CallWatch {
  ringing(call: LiveCall): void;
  /** Written down, and told to its caller's screen where it has one. */
  answered(call: LiveCall): Promise<void>;
  /** Settled, or waiting for its caller's word. */
  ended(call: LiveCall, evidence: CallEvidence, said: { readonly isReported: boolean }): Promise<void>;
}

export interface LiveCallsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly screens: CallerScreens;
  readonly context: () => Promise<SettleContext>;
  readonly watch: CallWatch;
}

/** The calls of one dialler that are on: what the network tells of them is written down and shown. */
export class LiveCalls {
  readonly #parts: LiveCallsParts;
  readonly #live = new Map<AttemptId, LiveCall>();

  constructor(parts: LiveCallsParts) {
    this.#parts = parts;
  }

  /** Those on the trunk. */
  get onTrunk(): number {
    return [...this.#live.values()].filter((it) => !it.isOwnPhone).length;
  }

  get(id: AttemptId): LiveCall | undefined {
    return this.#live.get(id);
  }

  async place({ campaign }: CampaignRow, line: DialLine, taken: Taken): Promise<LiveCall> {
    const { attempt, to } = taken;
    const { id: attemptId, shiftId, isCallback } = attempt;
    if (shiftId !== null) await this.#parts.screens.show(shiftId, { kind: 'ringing', attemptId, isCallback });
    const { ringSeconds } = campaign.limits;
    const leg = line.telephony.dial(
      {
        ...{ attemptId, shiftId, side: 'contact', analyseSound: campaign.hints.sound },
        ...{ trunkId: attempt.trunkId, to, from: campaign.callerId satisfies E164, ringSeconds },
      },
      (event) => this.#onLeg(call, event),
    );
    const call: LiveCall = { taken, leg, isOwnPhone: line.id === OWN_PHONE, shiftId, isAnswered: false };
    this.#live.set(attemptId, call);
    return call;
  }

  /** Hangs up all but what is on callers' own phones. */
  hangUpAll(): void {
    for (const call of this.#live.values()) if (!call.isOwnPhone) call.leg.hangUp();
  }

  async #onLeg(call: LiveCall, event: LegEvent): Promise<void> {
    const { store, clock, screens, watch } = this.#parts;
    const { id: attemptId } = call.taken.attempt;
    switch (event.kind) {
      case 'ringing':
        await store.calls.markRinging(attemptId, clock.now());
        watch.ringing(call);
        if (call.shiftId !== null) await screens.show(call.shiftId, { kind: 'alerting', attemptId });
        return;
      case 'early-media':
        await store.calls.markEarlyMedia(attemptId, clock.now());
        if (call.shiftId !== null) await screens.show(call.shiftId, { kind: 'early-media', attemptId });
        return;
      case 'answered':
        call.isAnswered = true;
        await store.calls.markAnswered(attemptId, clock.now());
        if (call.shiftId !== null) await screens.show(call.shiftId, { kind: 'talking', attemptId });
        return watch.answered(call);
      case 'ended':
        this.#live.delete(attemptId);
        return this.#onEnded(call, event.evidence);
      default:
        return event satisfies never;
    }
  }

  async #onEnded(call: LiveCall, evidence: CallEvidence): Promise<void> {
    const { store, screens, context, watch } = this.#parts;
    const { id } = call.taken.attempt;
    const settling = await context();
    const { needsWord, isReported, shiftId } = await store.inTransaction(async (doors) => {
      const attempt = await doors.calls.attempt(id);
      const isReported = attempt.hasOutcome;
      // Whose it is: it may have been given away in this very moment.
      const ended = { isReported, shiftId: attempt.shiftId, needsWord: false };
      if (attempt.state !== 'in-flight') return ended;
      const report = isReported ? await doors.calls.outcomeOf(id) : null;
      // The caller may have spoken with somebody on a line that never told of an answer; an own phone never tells.
      const wasAnswered = evidence.ms.answered !== null || attempt.answeredAt !== null;
      const isUnknown = wasAnswered || (attempt.trunkId === OWN_PHONE && !attempt.isSkipped);
      if (attempt.callerId !== null && isUnknown && report === null) {
        await doors.calls.markEnded(id, settling.now, evidence);
        return { ...ended, needsWord: true };
      }
      const at = { ...attempt, endedAt: settling.now };
      await settleAttempt(doors, settling, { attempt: at, evidence, report });
      return ended;
    });
    call.shiftId = shiftId;
    if (shiftId !== null) await screens.show(shiftId, { kind: 'ended', attemptId: id, needsWord });
    await watch.ended(call, evidence, { isReported });
  }
}
