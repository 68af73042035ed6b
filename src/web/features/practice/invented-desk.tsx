import { type ReactNode, useEffect } from 'react';
import type {
  CallView,
  GuideView,
  MeView,
  PersonCard,
  ReportableDisposition,
  ShiftView,
} from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { type CallDesk, CallDeskContext } from '../call/call-desk.ts';
import { type Draft, emptyDraft } from '../call/draft.ts';
import { placesOf } from '../call/places-of.ts';
import { useNever } from '../call/use-never.tsx';

/** How the invented call stands; moments of the campaign's clock. */
export interface InventedCall {
  readonly id: string;
  readonly line: CallView['line'];
  readonly card: PersonCard;
  readonly dialledAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
}

export interface InventedActs {
  talking(): void;
  hangUp(): void;
  /** An outcome was tapped; what is filled in stays on this page. */
  saved(disposition: ReportableDisposition): void;
  help(): void;
}

/** What a practice can know of the real screen it shows. */
export interface InventedState {
  readonly draft: Draft;
  readonly isSaved: boolean;
}

/**
 * Lets the real screens of a call show an invented one: everything that is tapped and written stays in this page, and
 * nothing reaches the shift, the queue or a number.
 */
export function InventedDesk(props: {
  readonly me: MeView;
  readonly campaign: MeView['campaigns'][number];
  readonly guide: GuideView;
  readonly call: InventedCall;
  readonly now: number;
  /** The shift whose line carries the sound; null: there is none. */
  readonly shift: ShiftView | null;
  readonly acts: InventedActs;
  readonly state: InventedState;
  readonly onState: (change: (state: InventedState) => InventedState) => void;
  readonly children: ReactNode;
}) {
  const texts = useTexts();
  useNoDialling();
  const { guide, acts, state, onState, now } = props;
  const { draft } = state;
  const call = callOf(props.call, texts.say('practice-web.drill'));
  const view = viewOf(props, call);
  const change = (part: Partial<Draft>) =>
    onState((before) => ({ ...before, draft: { ...before.draft, ...part } }));
  const save: CallDesk['save'] = (disposition, more = {}) => {
    onState((before) => ({ draft: { ...before.draft, ...more, disposition }, isSaved: true }));
    acts.saved(disposition);
  };
  const never = useNever(call, save);
  const desk: CallDesk = {
    ...{ view, call, draft, change, save },
    guide: { ...guide, address: draft.address ?? guide.address },
    here: { timezone: props.campaign.timezone, now },
    places: placesOf(view, call.card, guide, texts),
    talking: acts.talking,
    hangUp: acts.hangUp,
    askNever: never.askNever,
    callHelp: acts.help,
    take: () => {},
  };
  return (
    <CallDeskContext value={desk}>
      {props.children}
      {never.dialog}
    </CallDeskContext>
  );
}

/** The numbers on the card ring nobody, but a telephone would try. */
function useNoDialling(): void {
  useEffect(() => {
    const stop = (event: MouseEvent) => {
      const isNumber = event.target instanceof Element && event.target.closest('a[href^="tel:"]') !== null;
      if (isNumber) event.preventDefault();
    };
    document.addEventListener('click', stop);
    return () => document.removeEventListener('click', stop);
  }, []);
}

/** Once the outcome is tapped the sheet follows: what the real screen offers then is never seen. */
export const nothingAfterwards = { onNext() {}, onPause() {}, onUndo() {}, onInstead() {} };

export const freshState: InventedState = { draft: emptyDraft, isSaved: false };

/** @param trunk Named as no line is: with none at all the screen would speak of the caller's own phone. */
function callOf(call: InventedCall, trunk: string): CallView {
  return {
    ...{ attemptId: call.id, isCallback: false, isUnfinished: false, card: call.card, line: call.line },
    ...{ dialledAt: call.dialledAt, answeredAt: call.answeredAt, endedAt: call.endedAt, ringSeconds: 35 },
    ...{ proposal: null, isSettled: false, isSkipped: false, reported: null, undoUntil: null },
    ...{ draft: null, tel: null, trunk, placesLeft: {}, hint: null, heard: null },
  };
}

/** Of the real shift the line alone, so that one can mute; its other ways are not for the middle of a practice. */
function viewOf(
  { me, campaign, shift, now }: Pick<Parameters<typeof InventedDesk>[0], 'me' | 'campaign' | 'shift' | 'now'>,
  call: CallView,
): ShiftView {
  const way = shift?.voice.way ?? 'text';
  return {
    ...{ shiftId: shift?.shiftId ?? 'practice', campaign, callerName: me.account.name },
    state: call.line === 'ended' ? 'wrap-up' : call.line === 'talking' ? 'talking' : 'ringing',
    ...{ since: call.dialledAt, call, waiting: null, today: { calls: 0, conversations: 0 } },
    ...{ asksForHelp: false, pairedPhone: 'none', now },
    practice: { isRequired: false, isDone: true },
    ...{ isAhead: false, showsFirst: false, wantsPause: false, hasLapsed: false },
    voice: { way, ways: [way], line: shift?.voice.line ?? 'none', phone: null, trouble: null },
  };
}
