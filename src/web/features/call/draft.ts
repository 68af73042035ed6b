import type {
  CallView,
  GuideView,
  OutcomeReportBody,
  ReportableDisposition,
} from '../../../protocol/views.ts';
import { isQuestionAsked, type Question, questionsOf } from './guide-line.ts';

export type OfferAnswer = OutcomeReportBody['offers'][number]['answer'];
export type Correction = OutcomeReportBody['corrections'][number];
export type Reception = NonNullable<OutcomeReportBody['reception']>;
export type Answer = string | readonly string[];

/** What has been ticked and written so far about one attempt. Nothing is preselected that a person has to consent to. */
export interface Draft {
  readonly disposition: ReportableDisposition | null;
  /** Asked only where the outcome alone does not tell it. */
  readonly talkedWithMember: boolean | null;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly reception: Reception | null;
  readonly offers: Readonly<Record<string, OfferAnswer>>;
  /** By newsletter: yes or no, as it was said. */
  readonly newsletters: Readonly<Record<string, boolean>>;
  readonly localContact: boolean | null;
  readonly callback: { readonly fromAt: number; readonly untilAt: number } | null;
  readonly note: string;
  /** By offer: comes with somebody or would like company; wants to be reminded. */
  readonly companions: Readonly<Record<string, boolean>>;
  readonly reminders: Readonly<Record<string, boolean>>;
  readonly corrections: readonly Correction[];
  /** To the organisers; a kind alone tells them something, too. */
  readonly message: OutcomeReportBody['message'];
  /** Ids of `card.numbers`; empty: the dialled one. */
  readonly wrongNumbers: readonly string[];
  /** Minutes after midnight; null: as it was. */
  readonly notBefore: number | null;
  readonly isHard: boolean;
  /** How the member is spoken to in this call; null: as the guide says. */
  readonly address: 'du' | 'sie' | null;
  /** The station the caller has got to. */
  readonly station: string | null;
}

export const emptyDraft: Draft = {
  disposition: null,
  talkedWithMember: null,
  answers: {},
  reception: null,
  offers: {},
  newsletters: {},
  localContact: null,
  callback: null,
  note: '',
  companions: {},
  reminders: {},
  corrections: [],
  message: null,
  wrongNumbers: [],
  notBefore: null,
  isHard: false,
  address: null,
  station: null,
};

/** The question whose answers are the channels somebody wants to hear from us by. */
const CHANNELS = 'channels';

/** A talk with the member took place by its very name (DOMAIN "Reached"). */
const talks: readonly ReportableDisposition[] = [
  'conversation-complete',
  'conversation-partial',
  'callback-agreed',
  'no-time',
  'not-interested',
];
/** Told by the member or by somebody else: it is asked. */
const talkIsAsked: readonly ReportableDisposition[] = ['objection', 'language-health', 'resigned'];

export function isTalk(disposition: ReportableDisposition): boolean {
  return talks.includes(disposition);
}

function mustAskTalk(disposition: ReportableDisposition): boolean {
  return talkIsAsked.includes(disposition);
}

/** What is filled in when a call comes back or comes up: what was taken back, else nothing. */
export function draftOf(call: CallView): Draft {
  const said = call.reported;
  if (said === null) return emptyDraft;
  return {
    ...emptyDraft,
    disposition: said.disposition,
    talkedWithMember: mustAskTalk(said.disposition) ? said.talkedWithMember : null,
    answers: said.channels.length > 0 ? { ...said.answers, [CHANNELS]: said.channels } : said.answers,
    reception: said.reception,
    offers: Object.fromEntries(said.offers.map((it) => [it.id, it.answer])),
    newsletters: said.newsletter === null ? {} : { [said.newsletter]: true },
    localContact: said.localContact,
    callback: said.callback,
    note: said.note ?? '',
    companions: Object.fromEntries(said.offers.map((it) => [it.id, it.companion])),
    reminders: Object.fromEntries(said.offers.map((it) => [it.id, it.reminder])),
    corrections: said.corrections,
    message: said.message,
    wrongNumbers: said.wrongNumbers,
    notBefore: said.notBefore,
    isHard: said.isHard,
  };
}

/** What is sent. Answers to questions that are not asked any more stay behind. */
export function reportOf(
  draft: Draft,
  about: {
    readonly disposition: ReportableDisposition;
    readonly attemptId: string;
    readonly key: string;
    readonly guide: GuideView;
  },
): OutcomeReportBody {
  const { disposition, guide } = about;
  const asked = questionsOf(guide).filter((it) => isQuestionAsked(it, draft.answers));
  const answers = asked.flatMap((it): [string, string | string[]][] => {
    const answer = draft.answers[it.id];
    if (it.id === CHANNELS || answer === undefined || answer.length === 0) return [];
    return [[it.id, typeof answer === 'string' ? answer.trim() : [...answer]]];
  });
  const channels = asked.some((it) => it.id === CHANNELS) ? draft.answers[CHANNELS] : undefined;
  const note = draft.note.trim();
  return {
    key: about.key,
    attemptId: about.attemptId,
    disposition,
    talkedWithMember: mustAskTalk(disposition) ? draft.talkedWithMember === true : isTalk(disposition),
    answers: Object.fromEntries(answers.filter(([, it]) => it.length > 0)),
    reception: draft.reception,
    channels: typeof channels === 'object' ? [...channels] : [],
    offers: Object.entries(draft.offers).map(([id, answer]) => ({
      id,
      answer,
      companion: draft.companions[id] ?? false,
      reminder: draft.reminders[id] ?? false,
    })),
    newsletter: Object.keys(draft.newsletters).find((id) => draft.newsletters[id]) ?? null,
    localContact: draft.localContact,
    callback: draft.callback,
    note: note === '' ? null : note,
    corrections: draft.corrections.filter((it) => it.value.trim() !== ''),
    message: draft.message && { ...draft.message, text: draft.message.text.trim() },
    wrongNumbers: saysWrongNumber(disposition) ? [...draft.wrongNumbers] : [],
    notBefore: draft.notBefore,
    isHard: draft.isHard,
    ...(draft.address === null ? {} : { address: draft.address }),
  };
}

/** Outcomes that say a number is wrong: then it is asked which one. */
function saysWrongNumber(disposition: ReportableDisposition): boolean {
  return (
    disposition === 'wrong-person' || disposition === 'not-in-service' || disposition === 'number-changed'
  );
}

/** What must be said before this outcome can be saved; empty when nothing is missing. */
export type Missing =
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'callback' }
  | { readonly kind: 'talked' }
  /** The person has several: which one is wrong? */
  | { readonly kind: 'which-number' };

export function missingFor(
  disposition: ReportableDisposition,
  draft: Draft,
  { guide, numbers }: { readonly guide: GuideView; readonly numbers: readonly unknown[] },
): Missing[] {
  const missing: Missing[] = [];
  if (disposition === 'callback-agreed' && draft.callback === null) missing.push({ kind: 'callback' });
  if (mustAskTalk(disposition) && draft.talkedWithMember === null) missing.push({ kind: 'talked' });
  if (saysWrongNumber(disposition) && numbers.length > 1 && draft.wrongNumbers.length === 0)
    missing.push({ kind: 'which-number' });
  // A talk that broke off need not have got to every question.
  if (disposition === 'conversation-complete')
    for (const question of questionsOf(guide))
      if (question.required && isQuestionAsked(question, draft.answers) && !isAnswered(question, draft))
        missing.push({ kind: 'question', question });
  return missing;
}

function isAnswered(question: Question, draft: Draft): boolean {
  return (draft.answers[question.id]?.length ?? 0) > 0;
}

/** Something that was said in the call stands there; where one is in the guide, and how one speaks, is nothing. */
export function hasContent(draft: Draft): boolean {
  const { station: _station, disposition: _disposition, address: _address, ...blank } = emptyDraft;
  const fields = Object.keys(blank) as (keyof typeof blank)[]; // The keys of that object.
  return fields.some((it) => JSON.stringify(draft[it]) !== JSON.stringify(blank[it]));
}
