import type { GuideView } from '../../../protocol/views.ts';

export type Step = GuideView['steps'][number];
export type Question = Step['questions'][number];
type Answers = Readonly<Record<string, string | readonly string[]>>;

/** What a station holds besides its words and questions. */
export type Part = 'offers' | 'newsletter' | 'local-contact' | 'reception';

export interface Station {
  readonly id: string;
  /** Null for a station of ours, whose title the catalogue has. */
  readonly title: string | null;
  readonly bullets: Step['bullets'];
  readonly questions: readonly Question[];
  readonly parts: readonly Part[];
  /** An answer leads past it; it may still be visited. */
  readonly isLeftOut: boolean;
}

/** Names under which campaign files keep the steps that we add something to; German files use German ids. */
const places: Readonly<Record<Exclude<Part, 'reception'>, readonly string[]>> = {
  offers: ['angebot', 'angebote', 'offer', 'offers'],
  newsletter: ['newsletter', 'rundbrief'],
  'local-contact': ['ansprechperson', 'kontakt', 'local-contact', 'contact'],
};

export function questionsOf(guide: GuideView): Question[] {
  return guide.steps.flatMap((it) => it.questions);
}

/** Whether a question is asked with these answers: its condition, if it has one, is met. */
export function isQuestionAsked({ when }: Question, answers: Answers): boolean {
  if (when === undefined) return true;
  const given = answers[when.question];
  const said = given === undefined ? [] : typeof given === 'string' ? [given] : given;
  return when.answers.some((it) => said.includes(it));
}

/** Steps that come before anybody speaks: they are read while it rings. */
export function preparation(guide: GuideView): Step[] {
  const first = guide.steps.findIndex(
    (it) => it.questions.length > 0 || it.bullets.some((b) => /[„“"]/.test(b.du)),
  );
  return guide.steps.slice(0, Math.max(first, 0));
}

/**
 * The conversation as a line: the guide's steps with offers, newsletter and local contact where the guide has a place
 * for them (else just before its last step), and how the call was received at the end.
 *
 * @param has Which parts there is something to show for.
 */
export function stationsOf(
  guide: GuideView,
  answers: Answers,
  has: Readonly<Record<Exclude<Part, 'reception'>, boolean>>,
): Station[] {
  const steps = guide.steps.slice(preparation(guide).length);
  const wanted = (['offers', 'local-contact', 'newsletter'] as const).filter((it) => has[it]);
  const placed = (part: Exclude<Part, 'reception'>) => steps.some((it) => places[part].includes(it.id));
  const leftOut = stepsLeftOut(steps, answers);
  const stations = steps.map(
    (step): Station => ({
      id: step.id,
      title: step.title,
      bullets: step.bullets,
      questions: step.questions.filter((it) => isQuestionAsked(it, answers)),
      parts: wanted.filter((it) => places[it].includes(step.id)),
      isLeftOut: leftOut.has(step.id),
    }),
  );
  const homeless = wanted.filter((it) => !placed(it)).map((it) => ownStation(it));
  return [...stations.slice(0, -1), ...homeless, ...stations.slice(-1), ownStation('reception')];
}

function ownStation(part: Part): Station {
  return { id: part, title: null, bullets: [], questions: [], parts: [part], isLeftOut: false };
}

/** Steps between the question of an answer with `next` and the step it names. */
function stepsLeftOut(steps: readonly Step[], answers: Answers): ReadonlySet<string> {
  const leftOut = new Set<string>();
  steps.forEach((step, place) => {
    for (const question of step.questions) {
      const next = question.answers.find((it) => it.id === answers[question.id])?.next;
      const target = next === undefined ? -1 : steps.findIndex((it) => it.id === next);
      for (const between of steps.slice(place + 1, Math.max(target, place + 1))) leftOut.add(between.id);
    }
  });
  return leftOut;
}
