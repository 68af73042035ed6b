import { AppError } from '../core/app-error.ts';
import { parse, wholeNumber } from './read-arguments.ts';
import { type SimulatedPacing, type SimulationRequest, simulatedPacings } from './simulate.ts';

const text = { type: 'string' } as const;
const OPTIONS = {
  list: text,
  people: text,
  answers: text,
  callers: text,
  hours: text,
  pacing: text,
  cap: text,
  seed: text,
  out: text,
} as const;

/** As many as there are numbers that can ring nobody (invented-members.ts). */
const MOST_PEOPLE = 6000;

/**
 * Reads what stands behind `draht simulate`: the sample action when nothing is named.
 *
 * @param examples The folder of the sample action.
 * @throws AppError `error.cli.…` that says what is wrong with it.
 */
export function readSimulate(args: readonly string[], examples: string): SimulationRequest {
  const { values, positionals } = parse(args, OPTIONS, 1);
  const campaign = positionals[0] ?? `${examples}/kampagne.yaml`;
  const isSample = positionals[0] === undefined && values['people'] === undefined;
  const { hours, cap } = values;
  return {
    campaign,
    list: values['list'] ?? (isSample ? `${examples}/mitglieder.csv` : null),
    people: wholeNumber(values['people'] ?? '500', '--people', 1, MOST_PEOPLE),
    answerShare: share(values['answers'] ?? '22%', '--answers', { least: 1, most: 78 }),
    callers: wholeNumber(values['callers'] ?? '12', '--callers', 1, 500),
    hours: hours === undefined ? null : wholeNumber(hours, '--hours', 1, 1000),
    pacing: pacing(values['pacing']),
    cap: cap === undefined ? null : share(cap, '--cap', { least: 0.1, most: 3 }),
    seed: values['seed'] ?? '1',
    out: values['out'] ?? null,
  };
}

function pacing(value: string | undefined): SimulatedPacing | null {
  if (value === undefined) return null;
  const known = simulatedPacings.find((it) => it === value);
  if (known === undefined)
    throw new AppError('error.cli.pacing', { pacing: value, known: simulatedPacings.join(', ') });
  return known;
}

/** `1%`, `0.3 %`, `0,3%`. */
function share(value: string, option: string, { least, most }: { least: number; most: number }): number {
  const percent = Number(/^(\d{1,2}(?:[.,]\d{1,3})?) ?%?$/.exec(value)?.[1]?.replace(',', '.'));
  if (!(percent >= least && percent <= most))
    throw new AppError('error.cli.percent', { option, least, most });
  return percent / 100;
}
