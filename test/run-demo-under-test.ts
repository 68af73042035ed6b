import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportReport } from '../src/app/import-members.ts';
import { runDemo } from '../src/build/demo.ts';
import type { DemoProgress, DemoRequest, DemoScreen } from '../src/cli/demo.ts';
import { readConfig } from '../src/config.ts';
import type { ClosingReport } from '../src/core/report/closing-report.ts';
import type { GeneratedAction } from './generate-action.ts';
import { type CallerNote, type NetworkNote, readJournals } from './journals.ts';

export const SAMPLE = join(import.meta.dirname, '../examples/sachsen');

export interface DemoRun {
  readonly isDone: boolean;
  readonly report: ClosingReport | null;
  /** What the import of this run said; null when the run went on after it. */
  readonly imported: ImportReport | null;
  /** Ids of the texts that were shown besides the progress. */
  readonly said: readonly string[];
  readonly network: readonly NetworkNote[];
  readonly callers: readonly CallerNote[];
}

/** A folder for one test's demo; `remove` takes it away with all that is in it. */
export async function demoFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'draht-demo-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Runs the demo itself, without a terminal. @param stopWhen Stops it as Ctrl-C does, once the progress is there. */
export async function runDemoIn(
  folder: string,
  request: Partial<DemoRequest> = {},
  stopWhen: (progress: DemoProgress) => boolean = () => false,
): Promise<DemoRun> {
  const stop = new AbortController();
  const said: string[] = [];
  let report: ClosingReport | null = null;
  let imported: ImportReport | null = null;
  const screen: DemoScreen = {
    say: (textId) => said.push(textId),
    goesOn: () => said.push('demo.goes-on'),
    imported: (list) => {
      imported = list;
    },
    opened: () => said.push('demo.opened'),
    wantsProgress: () => true,
    progress: (progress) => {
      if (stopWhen(progress)) stop.abort();
    },
    finished: (made) => {
      report = made;
    },
  };
  const config = readConfig({ HOME: folder, XDG_DATA_HOME: folder, DRAHT_LANG: 'de', NO_COLOR: '1' });
  const isDone = await runDemo(
    config,
    {
      members: join(SAMPLE, 'mitglieder.csv'),
      network: join(SAMPLE, 'netz.json'),
      campaign: join(SAMPLE, 'kampagne.yaml'),
      callers: 12,
      seed: '1',
      pacing: null,
      report: join(folder, 'report.json'),
      data: join(folder, 'data'),
      journal: join(folder, 'journal'),
      wire: null,
      ...request,
    },
    screen,
    stop.signal,
  );
  return {
    isDone,
    report,
    imported,
    said,
    ...readJournals(join(folder, 'journal')),
  };
}

/** Writes a generated action's files. @returns what names them in a demo's request. */
export async function writeAction(
  folder: string,
  action: GeneratedAction,
): Promise<{ members: string; network: string }> {
  const files = { members: join(folder, 'export.csv'), network: join(folder, 'network.json') };
  await writeFile(files.members, action.bytes);
  await writeFile(files.network, JSON.stringify(action.network));
  return files;
}
