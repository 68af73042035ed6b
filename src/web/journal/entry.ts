import type {
  GuideView,
  InstallationView,
  MeView,
  OutcomeReportBody,
  ShiftView,
} from '../../protocol/views.ts';
import type { ClockReading } from '../api/campaign-clock.ts';
import type { Draft } from '../features/call/draft.ts';

/** What is filled in of one call. */
export interface DraftEntry {
  readonly kind: 'draft';
  readonly attemptId: string;
  /** The higher one is newer, on whatever device it was made (next-seq.ts). */
  readonly seq: number;
  readonly body: Draft;
}

/** What waits for the server, in the order it was said. */
export type Pending =
  | { readonly kind: 'report'; readonly report: OutcomeReportBody }
  /** Own phone without a line: the caller went on, and the server is told later. `at` is the campaign's time. */
  | { readonly kind: 'step'; readonly attemptId: string; readonly step: Step; readonly at: number };
export type Step = 'talking' | 'hangUp';

/** What the page needs to open without a line and go on with the person who was handed out. */
export interface KeptPage {
  readonly kind: 'page';
  readonly installation: InstallationView;
  readonly me: MeView;
  readonly guide: GuideView;
  readonly view: ShiftView;
  readonly clock: ClockReading | null;
}

export type Entry = DraftEntry | Pending | KeptPage;

/** Says nothing of anybody: these names stand beside what is sealed. One name is one entry, the last one wins. */
export function nameOf(entry: Entry): string {
  switch (entry.kind) {
    case 'draft':
      return draftName(entry.attemptId);
    case 'report':
      return `report:${entry.report.key}`;
    case 'step':
      return `step:${entry.attemptId}:${entry.step}`;
    case 'page':
      return PAGE;
  }
}

export function draftName(attemptId: string): string {
  return `draft:${attemptId}`;
}

export const PAGE = 'page';
