import type { Guide, GuideStep, Purpose, Question, Topic } from './campaign.ts';
import { checkQuestions, type QuestionSpots } from './check-questions.ts';
import { readOpenings } from './read-openings.ts';
import { bullet, wording } from './read-wording.ts';
import {
  choice,
  type Fields,
  fields,
  flag,
  id,
  items,
  maybe,
  oneOrMore,
  problem,
  reportDuplicates,
  type Spot,
  text,
  wholeNumber,
} from './yaml-reader.ts';

/** `guide:` of the file: steps with bullets and questions, and the difficult moments (DOMAIN 8.2, 8.3). */
export function readGuide(spot: Spot | undefined, purpose: Purpose): Guide {
  const from = fields(spot, ['version', 'address', 'openings', 'steps', 'moments', 'topics']);
  const asked: QuestionSpots[] = [];
  const stepSpots = items(from.need('steps'));
  const steps = stepSpots.map((it) => readStep(it, asked));
  reportDuplicates(steps.map((step, index) => ({ id: step.id, spot: stepSpots[index] })));
  if (steps.length === 0 && from.get('steps') !== undefined)
    problem(from.spot, 'empty-list', { key: 'steps' });
  if (spot !== undefined) checkQuestions({ spot, steps, asked, purpose });
  return {
    version: wholeNumber(from.need('version'), { least: 1, most: 1_000_000 }),
    address: choice(from.need('address'), ['du', 'sie']),
    steps,
    moments: readMoments(from),
    ...maybe('openings', from, readOpenings),
    ...maybe('topics', from, readTopics),
  };
}

function readStep(spot: Spot, asked: QuestionSpots[]): GuideStep {
  const from = fields(spot, ['id', 'title', 'bullets', 'questions']);
  const stepId = id(from.need('id'));
  return {
    id: stepId,
    title: text(from.need('title'), 100),
    bullets: items(from.get('bullets')).map(bullet),
    questions: items(from.get('questions')).map((it) => readQuestion(it, stepId, asked)),
  };
}

function readQuestion(spot: Spot, step: string, asked: QuestionSpots[]): Question {
  const from = fields(spot, [...['id', 'kind', 'ask', 'aloud', 'required', 'answers', 'maxLength', 'when']]);
  const kind = choice(from.need('kind'), ['single', 'multiple', 'text']);
  const required = from.get('required');
  const question: Question = {
    id: id(from.need('id')),
    kind,
    ask: wording(from.need('ask')),
    ...maybe('aloud', from, wording),
    required: required !== undefined && flag(required),
    answers: items(from.get('answers')).map(readAnswer),
    ...maybe('maxLength', from, (it) => wholeNumber(it, { least: 1, most: 500 })),
    ...maybe('when', from, readWhen),
  };
  asked.push({ question, step, from });
  // DOMAIN L25: a free text of at most 500 characters.
  return kind === 'text' ? { maxLength: 500, ...question } : question;
}

function readAnswer(spot: Spot): Question['answers'][number] {
  const from = fields(spot, ['id', 'label', 'next']);
  return { id: id(from.need('id')), label: text(from.need('label'), 120), ...maybe('next', from, id) };
}

function readWhen(spot: Spot): { question: string; answers: string[] } {
  const from = fields(spot, ['question', 'answers']);
  return { question: id(from.need('question')), answers: oneOrMore(from.need('answers')).map(id) };
}

function readMoments(from: Fields): Guide['moments'] {
  const spots = items(from.get('moments'));
  const moments = spots.map((spot) => {
    const moment = fields(spot, ['id', 'title', 'reply', 'disposition']);
    return {
      id: id(moment.need('id')),
      title: text(moment.need('title'), 100),
      reply: wording(moment.need('reply')),
      ...maybe('disposition', moment, id),
    };
  });
  reportDuplicates(moments.map((moment, index) => ({ id: moment.id, spot: spots[index] })));
  return moments;
}

/** Fewer letters find nothing: a search begins with the second one. */
const LEAST_LETTERS = 2;

function readTopics(list: Spot): Topic[] {
  const spots = items(list);
  const topics = spots.map((spot) => {
    const topic = fields(spot, ['id', 'title', 'keywords', 'reply']);
    return {
      id: id(topic.need('id')),
      title: text(topic.need('title'), 100),
      keywords: oneOrMore(topic.get('keywords')).map(readKeyword),
      reply: wording(topic.need('reply')),
    };
  });
  reportDuplicates(topics.map((topic, index) => ({ id: topic.id, spot: spots[index] })));
  return topics;
}

function readKeyword(spot: Spot): string {
  const keyword = text(spot, 60);
  if (keyword !== '' && keyword.length < LEAST_LETTERS)
    problem(spot, 'short-keyword', { least: LEAST_LETTERS });
  return keyword;
}
