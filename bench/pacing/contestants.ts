// Who is measured: ours through the open interface, as anybody would measure it, and what others publish.
import type { PacingSettings } from '../../src/core/pacing/pacing.ts';
import { byHand } from '../../src/simulator/pacing/baselines/by-hand.ts';
import { fixedRatio } from '../../src/simulator/pacing/baselines/fixed-ratio.ts';
import { KOORAGANG_3, kooragang } from '../../src/simulator/pacing/baselines/kooragang.ts';
import { progressive } from '../../src/simulator/pacing/baselines/progressive.ts';
import { VICIDIAL_3, vicidial } from '../../src/simulator/pacing/baselines/vicidial.ts';
import { trainOracle } from '../../src/simulator/pacing/oracle.ts';
import type { SessionPacer } from '../../src/simulator/pacing/run-session.ts';
import type { World } from '../../src/simulator/pacing/world.ts';
import { createPacer } from './adapter.ts';
import { type DecideTimes, optionsOf, throughTheOpenShape, timedByClock } from './open-session.ts';

export const CAPS = [0.03, 0.01, 0.003] as const;

export interface Contestant {
  readonly name: string;
  /** What it says on the table. */
  readonly title: string;
  /** The caps that it is to be judged by; none: the yardsticks. */
  readonly caps: readonly number[];
  readonly side: 'ours' | 'model' | 'other';
  create(world: World, session: { readonly seed: number; readonly times: DecideTimes }): SessionPacer;
}

/** Risks that the model is run with; which of them fits a cap is known afterwards (`tunedModel` in measures.ts). */
const MODEL_RISKS = [0.002, 0.008, 0.02, 0.04, 0.08, 0.16] as const;

export const contestants: readonly Contestant[] = [
  ours(0.03, 'ours, cap 3 %'),
  ours(0.01, 'ours, cap 1 %'),
  ours(0.003, 'ours, near zero'),
  ...CAPS.map(tunedModelAt),
  other('by-hand', 'by hand, 45 to 60 s between', byHand()),
  other('preview', 'preview by a tap, 10 to 20 s between', byHand({ leastSeconds: 10, mostSeconds: 20 })),
  other('progressive', 'progressive 1:1', progressive),
  other('ratio-1.2', 'fixed ratio 1.2', fixedRatio(1.2), CAPS),
  other('ratio-1.5', 'fixed ratio 1.5', fixedRatio(1.5), CAPS),
  other('ratio-2', 'fixed ratio 2', fixedRatio(2), CAPS),
  other('ratio-3', 'fixed ratio 3', fixedRatio(3), CAPS),
  other('kooragang-3', 'Kooragang 3 %, max 4', kooragang(KOORAGANG_3), [0.03]),
  other(
    'kooragang-1',
    'Kooragang 1 %, max 4',
    kooragang({ ...KOORAGANG_3, acceptableDropShare: 0.01 }),
    [0.01],
  ),
  other('vicidial-tapered-3', 'VICIdial TAPERED 3 %', vicidial(VICIDIAL_3), [0.03]),
  other('vicidial-average-3', 'VICIdial AVERAGE 3 %', vicidial({ ...VICIDIAL_3, method: 'average' }), [0.03]),
  other(
    'vicidial-hard-3',
    'VICIdial HARD_LIMIT 3 %',
    vicidial({ ...VICIDIAL_3, method: 'hard-limit' }),
    [0.03],
  ),
  other(
    'vicidial-available-3',
    'VICIdial TAPERED 3 %, available-only tally',
    vicidial({ ...VICIDIAL_3, isAvailableOnly: true }),
    [0.03],
  ),
  other('vicidial-tapered-1', 'VICIdial TAPERED 1 %', vicidial({ ...VICIDIAL_3, dropLimit: 0.01 }), [0.01]),
];

/** What runs: the model by each of its risks, from which the tables make one for each cap. */
export const runners: readonly Contestant[] = [
  ...contestants.filter(({ side }) => side !== 'model'),
  ...MODEL_RISKS.map(model),
];

export function titleOf(name: string): string {
  return contestants.find((it) => it.name === name)?.title ?? name;
}

/** The name of ours at a cap, and of the model. */
export function nameAt(side: 'ours' | 'model', cap: number): string {
  return `${side}-${cap * 100}`;
}

function ours(cap: number, title: string): Contestant {
  return {
    ...{ name: nameAt('ours', cap), title, caps: [cap], side: 'ours' },
    create: (world, { seed, times }) => {
      const options = optionsOf(world, cap, seed);
      return throughTheOpenShape(createPacer(options), options, times);
    },
  };
}

/** On the tables only: `tunedModel` makes its figures. */
function tunedModelAt(cap: number): Contestant {
  return {
    ...{ name: nameAt('model', cap), title: `model, tuned to ${100 * cap} %`, caps: [cap], side: 'model' },
    create: () => {
      throw new Error('the tuned model is made of those that ran');
    },
  };
}

/** Knows all distributions of the world and the answer share of each moment; dials by one risk that never changes. */
function model(risk: number): Contestant {
  return {
    ...{ name: `model@${risk}`, title: `model, risk ${risk}`, caps: [], side: 'model' },
    create: (world) => trainedIn(world)(risk),
  };
}

let lastTrained: { readonly key: string; readonly oracle: ReturnType<typeof trainOracle> } | null = null;

/** The sessions of a world run one after the other: its model is trained once. */
function trainedIn(world: World): ReturnType<typeof trainOracle> {
  const key = JSON.stringify([world, world.personShare(0), world.personShare(world.sessionSeconds)]);
  if (lastTrained?.key !== key) lastTrained = { key, oracle: trainOracle(world) };
  return lastTrained.oracle;
}

function other(
  name: string,
  title: string,
  create: (settings: PacingSettings) => SessionPacer,
  caps: readonly number[] = [],
): Contestant {
  return {
    ...{ name, title, caps, side: 'other' },
    create: (world, { times }) => {
      const pacer = create(settingsOf(world));
      return {
        note: (event) => pacer.note(event),
        decide: (snapshot) => timedByClock(times, () => pacer.decide(snapshot)),
      };
    },
  };
}

function settingsOf(world: World): PacingSettings {
  const { teamSize, channels, ringSeconds, graceSeconds, tickSeconds, startsAtClock, sessionSeconds } = world;
  return {
    ...{ teamSize, abandonCap: 0.03, channels, ringSeconds, graceSeconds, tickSeconds },
    ...{ startsAtClock, sessionSeconds },
  };
}
