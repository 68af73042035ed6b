// A practice alone as a table of states: what was tapped goes in, what the person says comes out.
import { type Criterion, mustCriteria } from '../criteria.ts';
import type { Score, Scores } from '../evaluation.ts';
import type { AloneCase, AloneNode, Move } from './alone-case.ts';
import { aloneCases, type CaseId } from './alone-cases.ts';

export interface AloneRun {
  readonly caseId: CaseId;
  readonly node: string;
  /** What was said, and where. */
  readonly path: readonly { readonly node: string; readonly move: Move }[];
}

export function startRun(caseId: CaseId): AloneRun {
  return { caseId, node: 'hello', path: [] };
}

/** @returns the same run where the node does not know the move. */
export function stepRun(run: AloneRun, move: Move): AloneRun {
  const to = nodeOf(run).next[move];
  if (to === undefined) return run;
  return { ...run, node: to, path: [...run.path, { node: run.node, move }] };
}

export function nodeOf(run: Pick<AloneRun, 'caseId' | 'node'>): AloneNode {
  const { nodes }: AloneCase = aloneCases[run.caseId];
  const node = nodes[run.node];
  if (node === undefined) throw new RangeError(`${run.caseId} has no ${run.node}`);
  return node;
}

/** Where the line of a node is found: `<case>.<node>`. */
export function lineOf(run: Pick<AloneRun, 'caseId' | 'node'>): string {
  return nodeOf(run).line ?? `${run.caseId}.${run.node}`;
}

/** What can be said now, in the order of the page. */
export function movesOf(run: AloneRun): Move[] {
  return Object.keys(nodeOf(run).next) as Move[]; // Keys of the type's own mapping.
}

export function isOver(run: AloneRun): boolean {
  return movesOf(run).length === 0;
}

/** What the real screen knows besides. */
export interface AloneFacts {
  /** The answer to the question about having arrived was filled in. */
  readonly hasArrivedAnswer: boolean;
}

/**
 * What the run tells by itself, as a proposal for the sheet (DOMAIN 8.5).
 *
 * What it cannot tell (the share of talk, the tone …) is left to the person; so is what had no occasion.
 */
export function proposedScores(run: AloneRun, facts: AloneFacts): Scores {
  const said = run.path.map(({ move }) => move);
  const scores: { [It in Criterion]?: Score } = {
    confidentiality: tellsBeforeConfirmed(run) ? 0 : 2,
    objection: objectionScore(run),
  };
  if (run.caseId === 'mailbox') return scores;
  scores.introduction = introductionScore(said);
  if (run.caseId === 'ingrid' || run.path.some((it) => nodeAt(run, it.node).objects)) return scores;
  const firstOffer = said.findIndex((it) => offers.includes(it));
  const beforeOffer = firstOffer < 0 ? said : said.slice(0, firstOffer);
  scores.permission = beforeOffer.includes('ask-time') ? 2 : 0;
  scores['open-questions'] = atMostTwo(count(beforeOffer, ['open-question']));
  scores.mirroring = said.includes('mirror') ? 2 : 0;
  if (said.includes('ask-arrived')) scores['integration-question'] = facts.hasArrivedAnswer ? 2 : 1;
  else scores['integration-question'] = 0;
  if (firstOffer >= 0) scores['one-offer'] = offerScore(said);
  if (run.path.some(({ node }) => nodeAt(run, node).declines)) scores['accepting-no'] = noScore(run);
  if (said.includes('consent') || said.includes('sign-up-unread'))
    scores.consent = said.includes('sign-up-unread') ? 0 : 2;
  scores.agreement = said.includes('agreement') ? 2 : 0;
  return scores;
}

/** What went well, and what to practise next: the first by weight that the scores show; null where none does. */
export function strengthAndNext(scores: Scores): {
  readonly strength: Criterion | null;
  readonly next: Criterion | null;
} {
  const first = (of: readonly Criterion[], score: Score) => of.find((it) => scores[it] === score) ?? null;
  const urgent = [...mustCriteria, ...byWeight];
  return { strength: first(byWeight, 2), next: first(urgent, 0) ?? first(urgent, 1) };
}

/** What is hard first: an introduction goes well by itself. */
const byWeight: readonly Criterion[] = [
  ...(['objection', 'consent', 'mirroring', 'open-questions', 'permission'] as const),
  ...(['one-offer', 'accepting-no', 'agreement', 'integration-question', 'confidentiality'] as const),
  ...(['introduction'] as const),
];

const offers: readonly Move[] = ['offer', 'offer-smaller', 'offer-several'];
/** Say aloud that the person is a member. */
const telling: readonly Move[] = ['reason', ...offers, 'ask-arrived', 'consent', 'sign-up-unread'];

function tellsBeforeConfirmed(run: AloneRun): boolean {
  const confirmedAt = run.path.findIndex(({ node }) => nodeAt(run, node).confirms);
  const before = confirmedAt < 0 ? run.path : run.path.slice(0, confirmedAt);
  // To a mailbox the name of the organisation alone tells it.
  const told = run.caseId === 'mailbox' ? [...telling, 'introduce'] : telling;
  return before.some(({ move }) => told.includes(move));
}

function introductionScore(said: readonly Move[]): Score {
  const place = said.indexOf('introduce');
  if (place < 0) return 0;
  return place === 0 ? 2 : 1;
}

function objectionScore(run: AloneRun): Score {
  const answers = run.path.filter(({ node }) => nodeAt(run, node).objects).map(({ move }) => move);
  if (answers.length === 0) return 'not-applicable';
  if (answers[0] === 'enter-objection') return 2;
  return answers.includes('enter-objection') ? 1 : 0;
}

function offerScore(said: readonly Move[]): Score {
  if (said.includes('offer-several')) return 0;
  return count(said, offers) === 1 ? 2 : 1;
}

/** After a no: pressing is 0, more than one smaller offer 1. */
function noScore(run: AloneRun): Score {
  const firstNo = run.path.findIndex(({ node }) => nodeAt(run, node).declines);
  const after = run.path.slice(firstNo).map(({ move }) => move);
  if (after.some((it) => it === 'press' || it === 'argue')) return 0;
  return count(after, offers) > 1 ? 1 : 2;
}

function count(said: readonly Move[], wanted: readonly Move[]): number {
  return said.filter((it) => wanted.includes(it)).length;
}

function atMostTwo(times: number): Score {
  if (times >= 2) return 2;
  return times === 1 ? 1 : 0;
}

function nodeAt({ caseId }: AloneRun, node: string): AloneNode {
  return nodeOf({ caseId, node });
}
