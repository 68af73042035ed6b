import type { Forecast } from '../core/forecast/forecast.ts';
import type { SessionFigures } from '../core/forecast/measure-session.ts';
import type { Coverage } from '../core/forecast/session-event.ts';
import type { Hours } from '../core/forecast/slots.ts';
import type { Texts } from '../texts/texts.ts';
import { simulationText } from './simulation-text.ts';
import { sayMoment } from './simulation-words.ts';
import type { Terminal } from './terminal.ts';

/** How calls go out: our modes, and the rules of others beside them. */
export const simulatedPacings = [
  ...(['preview', 'progressive', 'early', 'look-ahead', 'by-hand'] as const),
  ...(['fixed-1.5', 'fixed-2', 'kooragang', 'vicidial'] as const),
] as const;
export type SimulatedPacing = (typeof simulatedPacings)[number];

/** What `draht simulate` is asked for. */
export interface SimulationRequest {
  readonly campaign: string;
  /** An export of members; null: as many invented ones as `people` says. */
  readonly list: string | null;
  readonly people: number;
  /** Calls that a person answers, 0 to 1. */
  readonly answerShare: number;
  readonly callers: number;
  /** Calling hours from the campaign's first on; null: all of them. */
  readonly hours: number | null;
  /** Null: as the campaign's file says. */
  readonly pacing: SimulatedPacing | null;
  /** Of `look-ahead`: abandoned calls at most, as a share of answered ones; null: as the file says. */
  readonly cap: number | null;
  readonly seed: string;
  /** Folder for the pictures; null: one named after the campaign, here. */
  readonly out: string | null;
}

/** What came of a simulation. */
export interface Simulation {
  readonly title: string;
  readonly timezone: string;
  readonly seed: string;
  readonly callers: number;
  readonly pacing: SimulatedPacing;
  /** Invented members; null: those of a list. */
  readonly people: number | null;
  /** Abandoned calls at most, as a share of answered ones; null: the mode has none. */
  readonly abandonCap: number | null;
  readonly openings: readonly Hours[];
  /** Before an opening's end nobody is rung any more for so long. */
  readonly lastDialMinutes: number;
  readonly figures: SessionFigures;
  readonly forecast: Forecast;
  readonly coverage: readonly Coverage[];
}

export interface SimulationProgress extends Coverage {
  readonly timezone: string;
  /** Of the opening hours, 0 to 1. */
  readonly share: number;
}

/** What a person sees of a running simulation. */
export interface SimulationScreen {
  /** Whether a further line would be seen. */
  wantsProgress(): boolean;
  progress(progress: SimulationProgress): void;
  finished(simulation: Simulation): void;
  /** The pictures are written. */
  drawn(folder: string): void;
}

const DRAW_EVERY_MS = 100;
const BAR = 30;

export function simulationScreen(texts: Texts, terminal: Terminal): SimulationScreen {
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    wantsProgress: () =>
      terminal.elapsedMs() - drawnAt >= (terminal.isMoving ? DRAW_EVERY_MS : DRAW_EVERY_MS * 20),
    progress(it) {
      drawnAt = terminal.elapsedMs();
      const done = Math.round(it.share * BAR);
      const bar = `${'█'.repeat(done)}${'░'.repeat(BAR - done)}`;
      const { triedOnce, reached, contacts } = it;
      const day = sayMoment(it.at, it.timezone, texts);
      const line = texts.say('simulate.progress', { day, triedOnce, reached, contacts });
      terminal.redraw(terminal.isMoving ? `${bar} ${line}` : line);
    },
    finished(simulation) {
      terminal.settle();
      terminal.print(simulationText(simulation, texts));
    },
    drawn: (folder) => terminal.print(texts.say('simulate.folder', { folder })),
  };
}
