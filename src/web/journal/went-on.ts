import type { CallView, PersonCard, ShiftView } from '../../protocol/views.ts';
import type { KeptPage, Pending } from './entry.ts';

/**
 * The shift as its caller has gone on with it without a line: "Wir sprechen" and "Aufgelegt" of an own phone are true
 * when they are tapped, whether the server has heard of them or not.
 */
export function wentOn(view: ShiftView, waiting: readonly Pending[]): ShiftView {
  return waiting.reduce((shown, it) => (it.kind === 'step' ? afterStep(shown, it) : shown), view);
}

function afterStep(view: ShiftView, { attemptId, step, at }: Extract<Pending, { kind: 'step' }>): ShiftView {
  const { call } = view;
  if (call === null || call.attemptId !== attemptId || call.line === 'ended') return view;
  if (step === 'talking')
    return {
      ...view,
      state: 'talking',
      call: { ...call, line: 'talking', answeredAt: call.answeredAt ?? at },
    };
  return { ...view, state: 'wrap-up', since: at, call: { ...call, line: 'ended', endedAt: at, tel: null } };
}

/**
 * What is kept of a shift so that its page opens without a line: only a call by an own phone whose outcome is not with
 * the server, and of its numbers nothing once that call is over. Null: nothing is kept.
 */
export function shiftToKeep(view: ShiftView | null): KeptPage['view'] | null {
  if (view === null || view.call === null || view.voice.way !== 'own') return null;
  const { call } = view;
  if (call.isSettled || (call.reported !== null && !call.isUnfinished)) return null;
  return { ...view, call: call.line === 'ended' || call.tel === null ? withoutNumbers(call) : call };
}

function withoutNumbers(call: CallView): CallView {
  const card: PersonCard = {
    ...call.card,
    dialled: '',
    otherNumbers: [],
    numbers: call.card.numbers.map((it) => ({ ...it, digits: '' })),
  };
  return { ...call, tel: null, card };
}
