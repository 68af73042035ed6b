import type { GuideStep, Purpose, Question } from './campaign.ts';
import { nearestKey } from './nearest-key.ts';
import { type Fields, fields, items, problem, reportDuplicates, type Spot } from './yaml-reader.ts';

/** A question with its step's id and its place in the file. */
export interface QuestionSpots {
  readonly question: Question;
  readonly step: string;
  readonly from: Fields;
}

/** The six answers to how well somebody has settled in: reports of all campaigns compare them (DOMAIN, Decisions). */
export const INTEGRATION_ANSWERS = [
  ...(['integrated', 'wants-information', 'not-connected'] as const),
  ...(['no-time', 'no-interest', 'no-answer-given'] as const),
];
/** How a call was received (DOMAIN 8.3). */
export const RECEPTION_ANSWERS = ['pleased', 'neutral', 'disturbed'] as const;

/** What holds between the questions of a guide: ids once, ways that lead somewhere, and the answers all reports share. */
export function checkQuestions(guide: {
  readonly spot: Spot;
  readonly steps: readonly GuideStep[];
  readonly asked: readonly QuestionSpots[];
  readonly purpose: Purpose;
}): void {
  reportDuplicates(guide.asked.map(({ question, from }) => ({ id: question.id, spot: from.spot })));
  guide.asked.forEach((it, index) => {
    checkAnswers(it);
    checkNext(it, guide.steps);
    checkWhen(it, guide.asked.slice(0, index));
    checkFixedAnswers(it);
  });
  const hasIntegration = guide.asked.some(({ question }) => question.id === 'integration');
  if (guide.purpose === 'welcome' && !hasIntegration) problem(guide.spot, 'integration-missing');
}

function checkAnswers({ question, from }: QuestionSpots): void {
  const spots = items(from.get('answers'));
  if (question.kind !== 'text' && question.answers.length < 2) problem(from.spot, 'answers-needed');
  if (question.kind === 'text' && question.answers.length > 0) problem(from.spot, 'text-without-answers');
  reportDuplicates(question.answers.map((answer, index) => ({ id: answer.id, spot: spots[index] })));
}

// A way back could go round for ever.
function checkNext({ question, step, from }: QuestionSpots, steps: readonly GuideStep[]): void {
  const ids = steps.map((it) => it.id);
  const spots = items(from.get('answers'));
  question.answers.forEach((answer, index) => {
    const next = nextSpot(spots[index]);
    if (answer.next === undefined || next === undefined) return;
    if (!ids.includes(answer.next)) problem(next, 'unknown-step', named(answer.next, ids));
    else if (ids.indexOf(answer.next) <= ids.indexOf(step))
      problem(next, 'step-not-later', { id: answer.next });
  });
}

function nextSpot(answer: Spot | undefined): Spot | undefined {
  return answer === undefined ? undefined : fields(answer, ['id', 'label', 'next']).get('next');
}

function checkWhen({ question, from }: QuestionSpots, before: readonly QuestionSpots[]): void {
  const spot = from.get('when');
  if (spot === undefined || question.when === undefined || question.when.question === '') return;
  const earlier = before.map((it) => it.question);
  const asked = earlier.find((it) => it.id === question.when?.question);
  if (asked === undefined) {
    problem(
      spot,
      'unknown-question',
      named(
        question.when.question,
        earlier.map((it) => it.id),
      ),
    );
    return;
  }
  const known = asked.answers.map((it) => it.id);
  for (const answer of question.when.answers.filter((it) => !known.includes(it)))
    problem(spot, 'unknown-answer', { ...named(answer, known), question: asked.id });
}

function checkFixedAnswers({ question, from }: QuestionSpots): void {
  const fixed: readonly string[] | undefined = {
    integration: INTEGRATION_ANSWERS,
    reception: RECEPTION_ANSWERS,
  }[question.id];
  if (fixed === undefined) return;
  const given = question.answers.map((it) => it.id);
  const same = given.length === fixed.length && fixed.every((it) => given.includes(it));
  if (!same) problem(from.spot, 'fixed-answers', { id: question.id, answers: fixed.join(', ') });
  if (question.kind !== 'single' || !question.required)
    problem(from.spot, 'integration-kind', { id: question.id });
}

/** An id that does not exist, with those that do; the nearest alone where one is near. */
function named(missing: string, known: readonly string[]): { id: string; options: string } {
  const options = nearestKey(missing, known) ?? known.join(', ');
  return { id: missing, options: options === '' ? '–' : options };
}
