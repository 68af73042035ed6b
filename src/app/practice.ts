// What the server calls for practices. The shapes are those of protocol/practice-contract.ts; the server only passes
// them on. Moments are the wall's: who practises does so in real time, also where the campaign's clock runs faster.
import type { Actor } from '../core/access/may-do.ts';
import type { AccountId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { Evaluation, Scores, Tally } from '../core/practice/evaluation.ts';
import type { PracticeEnd, PracticeRole, PracticeWish } from '../core/practice/pair.ts';
import type { PersonaId } from '../core/practice/personas.ts';
import type { SituationId } from '../core/practice/situations.ts';
import type { CampaignSummary, PersonCard } from './workplace.ts';

/** Each one asks `mayDo` first and throws AppError with what to do next. */
export interface Practice {
  view(actor: Actor, campaignKey: string): Promise<PracticeView>;
  /** @throws AppError `error.practice.on-shift`, `error.practice.not-running`. */
  offer(actor: Actor, campaignKey: string, wish: PracticeWish): Promise<PracticeView>;
  /** @throws AppError `error.practice.taken` when that one waits no more. */
  ask(
    actor: Actor,
    campaignKey: string,
    asked: { seatId: string; wish: PracticeWish },
  ): Promise<PracticeView>;
  /** @throws AppError `error.practice.not-now`, as all that follow, where the state does not know it. */
  draw(actor: Actor, campaignKey: string, what: 'persona' | 'situation'): Promise<PracticeView>;
  pickUp(actor: Actor, campaignKey: string): Promise<PracticeView>;
  hangUp(actor: Actor, campaignKey: string): Promise<PracticeView>;
  giveSheet(actor: Actor, campaignKey: string, sheet: Sheet): Promise<PracticeView>;
  wantSwap(actor: Actor, campaignKey: string, isWanted: boolean): Promise<PracticeView>;
  leave(actor: Actor, campaignKey: string): Promise<PracticeView>;
  finishAlone(actor: Actor, campaignKey: string, alone: AlonePractice): Promise<PracticeView>;
  own(actor: Actor, campaignKey: string): Promise<{ practices: readonly OwnPractice[]; now: Instant }>;
  team(actor: Actor, campaignKey: string): Promise<PracticeTeam>;
  waive(actor: Actor, campaignKey: string, waiver: { accountId: string; isWaived: boolean }): Promise<void>;
}

/** What the team does together after practice. */
export interface PracticeRounds {
  round(actor: Actor, campaignKey: string): Promise<RoundView>;
  open(actor: Actor, campaignKey: string): Promise<RoundView>;
  /** @throws AppError `error.practice.round-closed`, `error.practice.round-full`; so does `addFinding`. */
  sayHard(actor: Actor, campaignKey: string, said: { key: string; text: string }): Promise<RoundView>;
  addFinding(actor: Actor, campaignKey: string, finding: Finding & { key: string }): Promise<RoundView>;
  close(actor: Actor, campaignKey: string): Promise<RoundView>;
}

export interface Sheet {
  readonly scores: Scores;
  readonly strength: string;
  readonly next: string;
  readonly sentence: string;
}

export interface AlonePractice {
  readonly key: string;
  readonly persona: PersonaId;
  readonly sheet: Sheet;
}

export interface PracticeView {
  readonly campaign: CampaignSummary;
  readonly isRequired: boolean;
  readonly isReady: boolean;
  readonly state: 'idle' | 'waiting' | 'ringing' | 'talking' | 'sheet' | 'done';
  readonly since: Instant;
  readonly until: Instant | null;
  readonly ended: PracticeEnd | null;
  readonly wish: PracticeWish | null;
  readonly mayPractise: boolean;
  readonly waiting: readonly {
    readonly seatId: string;
    readonly name: string;
    readonly wish: PracticeWish;
  }[];
  readonly session: PracticeSession | null;
  readonly now: Instant;
}

export interface PracticeSession {
  readonly id: string;
  readonly role: PracticeRole;
  readonly partner: {
    readonly name: string;
    readonly isHere: boolean;
    readonly hasGivenSheet: boolean;
    readonly wantsSwap: boolean;
  };
  readonly audio: 'together' | 'side-by-side';
  readonly persona: PersonaId | null;
  readonly situation: SituationId | null;
  readonly card: PersonCard | null;
  readonly talkUntil: Instant | null;
  readonly wantsSwap: boolean;
  readonly mySheet: Sheet | null;
  readonly partnerSheet: Sheet | null;
  readonly result: Evaluation | null;
}

export interface OwnPractice {
  readonly type: 'partner' | 'alone';
  readonly at: Instant;
  readonly persona: PersonaId;
  readonly role: PracticeRole;
  readonly mySheet: Sheet | null;
  readonly partnerSheet: Sheet | null;
  readonly result: Evaluation | null;
  readonly deletedAt: Instant;
}

export interface PracticeTeam {
  readonly isRequired: boolean;
  readonly people: readonly {
    readonly accountId: AccountId;
    readonly name: string;
    readonly isReady: boolean;
    readonly isWaived: boolean;
  }[];
}

export interface Finding {
  readonly text: string;
  /** What the guide should say instead; may be empty. */
  readonly change: string;
  /** Id of a step or moment of the guide. */
  readonly step: string | null;
}

export interface Round {
  readonly id: string;
  readonly isOpen: boolean;
  readonly openedAt: Instant;
  readonly guideVersion: number;
  readonly sheets: number;
  readonly tallies: readonly Tally[] | null;
  readonly hard: readonly { readonly id: string; readonly text: string }[];
  readonly findings: readonly (Finding & { readonly id: string })[];
}

export interface RoundView {
  readonly round: Round | null;
  readonly earlier: readonly Pick<Round, 'id' | 'openedAt' | 'guideVersion' | 'findings'>[];
  readonly now: Instant;
}
