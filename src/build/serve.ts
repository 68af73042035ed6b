import { sql } from 'kysely';
import { defaultDataFolder } from '../adapters/system/data-folder.ts';
import { systemChance, systemClock } from '../adapters/system/system-clock.ts';
import type { DialLine } from '../app/live-calls.ts';
import type { Clock } from '../app/ports.ts';
import { voiceWithoutAudio } from '../app/voice-without-audio.ts';
import { readTrunk } from '../cli/read-call.ts';
import type { ServeRequest, ServeScreen } from '../cli/serve.ts';
import type { Config } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import type { CampaignId, TrunkId } from '../core/ids.ts';
import { type Installation, openInstallation } from './installation.ts';
import { keepDialling } from './keep-dialling.ts';
import { openVoice, type SpeakingTrunk } from './open-voice.ts';
import { packageVersion } from './package-version.ts';
import { openPhoneBank, type PhoneBank } from './phone-bank.ts';
import { untilAborted } from './until-aborted.ts';
import { buildWeb } from './web-build.ts';

const TRUNK = 'trunk' as TrunkId; // The one trunk there is; profiles come later.

/** `draht serve`: the phone bank on the machine's own clock, until it is told to stop. */
export async function serve(
  config: Config,
  request: ServeRequest,
  screen: ServeScreen,
  signal: AbortSignal,
): Promise<void> {
  const webFolder = request.isApiOnly ? null : await buildWeb(() => screen.buildingPages());
  const installation = await openInstallation({
    dataPath: request.data ?? defaultDataFolder(config),
    databaseUrl: config.databaseUrl,
    mayJoin: false,
    onEvent: (event) => screen.say(event.textId, event.values),
  });
  try {
    await refuseDemo(installation);
    await serveInstallation(config, request, { installation, webFolder, screen, signal });
  } finally {
    await installation.close();
  }
  screen.stopped();
}

interface Served {
  readonly installation: Installation;
  readonly webFolder: string | null;
  readonly screen: ServeScreen;
  readonly signal: AbortSignal;
}

async function serveInstallation(config: Config, request: ServeRequest, served: Served): Promise<void> {
  const { installation, webFolder, screen, signal } = served;
  let hearOfError = (error: unknown) => installation.log.error('background', error);
  const clock = systemClock((error) => hearOfError(error));
  const line = await openTrunk(config, installation, clock, (error) => hearOfError(error));
  let bank: PhoneBank | null = null;
  try {
    bank = await openPhoneBank({
      ...{ installation, clock, wallClock: clock, chance: systemChance(), speed: () => 1, webFolder },
      trunk: line && { id: TRUNK, telephony: line.telephony, ...limitsOf(config) },
      voice: line?.desk ?? voiceWithoutAudio({ ways: ['own'] }),
      ...(line === null ? {} : { browserLine: line.desk }),
      campaigns: await runningCampaigns(installation, config),
      owner: `serve ${process.pid}`,
      about: {
        version: await packageVersion(),
        locale: config.locale,
        wording: config.wording,
        isDemo: false,
      },
      heardOf: () => null,
      publicUrl: config.publicUrl,
      host: config.host,
      port: request.port ?? config.port,
    });
    line?.serve(bank);
    screen.listening(await placeOf(bank, config, line !== null));
    void line?.telephony.ping().then((status) => screen.trunk(status));
    const dialling = keepDialling({ bank, clock, store: installation.store, log: installation.log });
    hearOfError = dialling.hearOfError;
    await untilAborted(signal);
    dialling.close();
  } finally {
    await bank?.close();
    await line?.close();
  }
}

/** Those to dial for at once. The lease of a program that was killed on our own server is nobody's any more. */
async function runningCampaigns({ store }: Installation, { databaseUrl }: Config): Promise<CampaignId[]> {
  const running = (await store.campaigns.all()).filter((it) => it.state === 'running');
  // A database of others may have their diallers, too; what these hold runs out by itself.
  if (databaseUrl === undefined) for (const { id } of running) await store.campaigns.release(id, null);
  return running.map((it) => it.id);
}

/** A demo's people have numbers that ring nobody today; a real trunk shall not try. */
async function refuseDemo({ connection, folder }: Installation): Promise<void> {
  const { rows } = await sql<{ isDemo: boolean }>`
    select to_regclass('simulation.world') is not null as "isDemo"`.execute(connection);
  if (rows[0]?.isDemo) throw new AppError('error.serve.demo-folder', { folder: folder.path });
}

function limitsOf({ trunk }: Config): Pick<DialLine, 'channels' | 'callsPerSecond'> {
  return {
    ...(trunk?.channels == null ? {} : { channels: trunk.channels }),
    ...(trunk?.callsPerSecond == null ? {} : { callsPerSecond: trunk.callsPerSecond }),
  };
}

/** Null without a trunk: callers then dial on phones of their own, and no sound passes here. */
async function openTrunk(
  { trunk, media }: Config,
  { store }: Installation,
  clock: Clock,
  onError: (error: unknown) => void,
): Promise<SpeakingTrunk | null> {
  if (trunk === null) return null;
  const { user, password } = trunk;
  const account = user === undefined || password === undefined ? {} : { user, password };
  return openVoice({
    trunk: { ...readTrunk(trunk.address), ...account },
    ...{ trunkId: TRUNK, ways: ['browser', 'phone', 'own'], media, store },
    ...{ clock, wallClock: clock, chance: systemChance(), onError },
  });
}

async function placeOf(bank: PhoneBank, { publicUrl, host }: Config, hasTrunk: boolean) {
  const url = publicUrl ?? bank.url;
  const needsSetup = await bank.signIn.needsSetup();
  return {
    url,
    // The code stands behind the #: no server and no log on the way is told of it.
    setUpLink: needsSetup ? `${url}/einrichten#${bank.signIn.setUpCode}` : null,
    openTo: isLoopback(host) ? null : host,
    hasTrunk,
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
