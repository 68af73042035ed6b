import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { simulationStore } from '../adapters/store/simulation-store.ts';
import { defaultDataFolder } from '../adapters/system/data-folder.ts';
import { makeClosingReport } from '../app/closing-report.ts';
import type { DemoRequest, DemoScreen } from '../cli/demo.ts';
import type { Config } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import { allowLookAhead, prepareCampaign, prepareWorld, readInputs, SYSTEM } from './demo-world.ts';
import { type Installation, openInstallation } from './installation.ts';
import { virtualWeek, type WeekParts } from './virtual-week.ts';
import { wireWeek } from './wire-week.ts';

/**
 * The whole main job on a fictional telephone network: import, selection, the calling week, the closing report.
 *
 * Everything but the wire, the callers and the clock is the application itself. Goes on where an interrupted demo of
 * the same files stood; begins anew after a finished one.
 * @returns false when it was stopped before the end.
 */
export async function runDemo(
  config: Config,
  request: DemoRequest,
  screen: DemoScreen,
  signal: AbortSignal,
): Promise<boolean> {
  const inputs = await readInputs(config, request);
  const dataPath = request.data ?? join(dirname(defaultDataFolder(config)), 'heisser-draht-demo');
  const onEvent = (event: { textId: string; values: Record<string, string> }) =>
    screen.say(event.textId, event.values);
  // Never DATABASE_URL: a demo may wipe what it finds, so it keeps to a folder of its own.
  const installation = await openInstallation({ dataPath, databaseUrl: undefined, mayJoin: false, onEvent });
  try {
    for (let losses = 0; ; losses += 1) {
      try {
        return await runWorld(installation, { request, inputs, screen, signal, locale: config.locale });
      } catch (error) {
        // What a statement under way came to is unknown. So the demo goes on as one that was killed does: from the store.
        if (!isConnectionLost(error) || losses === MOST_LOSSES || !(await installation.answersAgain()))
          throw error;
      }
    }
  } finally {
    await installation.close();
  }
}

/** A database that dies again and again is better told than served. */
const MOST_LOSSES = 5;

function isConnectionLost(error: unknown): boolean {
  return error instanceof AppError && error.code === 'error.store.connection-lost';
}

/** @returns false when it was stopped before the end. */
async function runWorld(
  installation: Installation,
  given: Pick<WeekParts, 'request' | 'inputs' | 'screen' | 'signal' | 'locale'>,
): Promise<boolean> {
  const { request, inputs, screen, signal } = given;
  const simulation = simulationStore(installation.connection, installation.cipher);
  const run = await prepareWorld(installation, simulation, request, inputs, screen);
  const campaign = await prepareCampaign(installation, request, inputs, run, screen, signal);
  if (request.pacing === 'look-ahead') await allowLookAhead(installation, campaign);
  const week: WeekParts = { ...given, installation, simulation, run, campaign };
  const finish = async () => {
    const doors = { campaigns: installation.store.campaigns, reports: installation.reports };
    const { report } = await makeClosingReport(doors, { actor: SYSTEM, key: campaign.campaign.key });
    const file = request.report ?? join(installation.folder.path, 'report.json');
    await writeFile(file, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 }).catch((cause: unknown) => {
      throw new AppError('error.file.unwritable', { file }, { cause });
    });
    screen.finished(report, file);
    await simulation.finish();
  };
  return request.wire === null ? virtualWeek(week, finish) : wireWeek(week, finish);
}
