import type { Progress } from '../app/call-store.ts';
import type { ImportReport } from '../app/import-members.ts';
import type { Instant } from '../core/instant.ts';
import type { ClosingReport } from '../core/report/closing-report.ts';
import type { Texts } from '../texts/texts.ts';
import { importText } from './import-text.ts';
import { reportText } from './report-text.ts';
import type { Terminal } from './terminal.ts';

export interface DemoRequest {
  readonly members: string;
  readonly network: string;
  readonly campaign: string;
  readonly callers: number;
  readonly seed: string;
  /** How it calls; null: as the campaign's file says. */
  readonly pacing: DemoPacing | null;
  /** Where the JSON report goes; the data folder unless given. */
  readonly report: string | undefined;
  readonly data: string | undefined;
  /** Folder for what callers and network write down. */
  readonly journal: string | undefined;
  /** On the wire, with server and browser; null: everything in virtual time, in this process. */
  readonly wire: WireRequest | null;
}

export const demoPacings = ['preview', 'progressive', 'early', 'look-ahead'] as const;
export type DemoPacing = (typeof demoPacings)[number];

export interface WireRequest {
  /** Campaign seconds a wall second among simulated callers, and while a person is on shift. */
  readonly speed: number;
  readonly shiftSpeed: number;
  /** Port of the pages; 0 any that is free. */
  readonly port: number;
  /** Ends with the report; otherwise the pages stay until Ctrl-C. */
  readonly endsWithReport: boolean;
  /** A carrier on this machine that somebody else has started. */
  readonly outside: OutsideCarrier | null;
}

export interface OutsideCarrier {
  /** `sip:HOST:PORT`, over UDP. */
  readonly trunk: string;
  readonly account: { readonly user?: string; readonly password?: string };
  /** Its ear and a file for the invitations, for simulated callers of somebody else; null: people alone call. */
  readonly callers: { readonly ear: string; readonly invitations: string } | null;
}

export interface DemoProgress extends Progress {
  readonly now: Instant;
  readonly timezone: string;
  /** Of the opening hours, 0 to 1. */
  readonly share: number;
}

/** What a person sees of a running demo. */
export interface DemoScreen {
  say(textId: string, values: Record<string, string | number | Date>): void;
  goesOn(from: Pick<DemoProgress, 'now' | 'timezone'>): void;
  imported(list: ImportReport): void;
  /** The pages can be opened: personal links for an organiser and for a caller. */
  opened(links: { readonly organiser: string; readonly caller: string }): void;
  /** Whether a further line would be seen: the screen is drawn ten times a second at most. */
  wantsProgress(): boolean;
  progress(progress: DemoProgress): void;
  finished(report: ClosingReport, file: string): void;
}

const DRAW_EVERY_MS = 100;
const BAR = 30;

export function demoScreen(texts: Texts, terminal: Terminal): DemoScreen {
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    say: (id, values) => terminal.print(texts.sayAny(id, values)),
    goesOn: (from) => terminal.print(texts.say('demo.goes-on', { at: sayMoment(from, texts) })),
    imported: (list) => terminal.print(importText(list, texts)),
    opened: (links) => terminal.print(texts.say('demo.opened', { ...links })),
    // A terminal that does not move gets a line an hour of the campaign instead; see `progress`.
    wantsProgress: () =>
      terminal.elapsedMs() - drawnAt >= (terminal.isMoving ? DRAW_EVERY_MS : DRAW_EVERY_MS * 20),
    progress(it) {
      drawnAt = terminal.elapsedMs();
      const done = Math.round(it.share * BAR);
      const bar = `${'█'.repeat(done)}${'░'.repeat(BAR - done)}`;
      const { talking, reached, outOfDate, stillToCall } = it;
      const line = texts.say('demo.progress', {
        day: sayMoment(it, texts),
        talking,
        reached,
        outOfDate,
        stillToCall,
      });
      terminal.redraw(terminal.isMoving ? `${bar} ${line}` : line);
    },
    finished(report, file) {
      terminal.settle();
      terminal.print(reportText(report, texts));
      terminal.print(texts.say('demo.report-file', { file }));
    },
  };
}

function sayMoment({ now, timezone }: Pick<DemoProgress, 'now' | 'timezone'>, texts: Texts): string {
  const style = { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: timezone } as const;
  return new Intl.DateTimeFormat(texts.locale, style).format(now);
}
