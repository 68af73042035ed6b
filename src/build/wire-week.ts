import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../adapters/system/system-clock.ts';
import { readTrunk } from '../cli/read-call.ts';
import { AppError } from '../core/app-error.ts';
import { openings } from '../core/calendar/dial-window.ts';
import type { AccountId, AttemptId } from '../core/ids.ts';
import { HOUR, MINUTE, SECOND } from '../core/instant.ts';
import type { Heard } from '../protocol/views.ts';
import { type EarClient, earClient } from '../simulator/ear-client.ts';
import { PacedClock } from '../simulator/paced-clock.ts';
import { seededChance } from '../simulator/seeded-chance.ts';
import { type ChildProgram, startProgram } from './child-program.ts';
import { DemoPace } from './demo-pace.ts';
import { DEMO_LINE, ensureCallers, firstOpening, SYSTEM, shareOf, TRUNK } from './demo-world.ts';
import { openVoice, type SpeakingTrunk } from './open-voice.ts';
import { packageVersion } from './package-version.ts';
import { openPhoneBank, type PhoneBank } from './phone-bank.ts';
import { untilAborted } from './until-aborted.ts';
import type { WeekParts } from './virtual-week.ts';
import { buildWeb } from './web-build.ts';

/** How often is looked whether the clock may jump, in milliseconds of the wall. */
const LOOK_EVERY_MS = 5;
/** After Ctrl-C the last conversations have so long to come to their end, and no longer (wall). */
const GOOD_ORDER_MS = 20_000;
/** How far the campaign's clock runs before it is written down. */
const SAVE_EVERY = 10 * MINUTE;

/** The carrier that our calls go to, whoever started it. */
interface Carrier {
  readonly line: SpeakingTrunk;
  readonly ear: EarClient;
  /** Null where the carrier has none: then people alone call. */
  readonly earAddress: string | null;
  readonly program: ChildProgram | null;
}

interface Week {
  readonly clock: PacedClock;
  readonly carrier: Carrier;
  readonly bank: PhoneBank;
  /** The simulated callers' accounts. */
  readonly callers: readonly AccountId[];
  readonly onError: (error: unknown) => void;
}

/**
 * The calling week on the wire: our SIP client calls a carrier over UDP, the server speaks to callers in a process of
 * their own, and whoever has a browser can join them.
 *
 * @param finish Makes the report when the last day is over.
 * @returns false when it was stopped before that.
 */
export async function wireWeek(parts: WeekParts, finish: () => Promise<void>): Promise<boolean> {
  const { installation, campaign, signal } = parts;
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {}); // Whoever races with it hears of it.
  const onError = (error: unknown) => failure.reject(error);
  const closing: (() => Promise<void> | void)[] = [];
  try {
    const clock = await openClock(parts, onError);
    closing.push(() => clock.close());
    // A killed demo could not give its lease back; nobody else can hold it, since we own the folder's server.
    await installation.store.campaigns.release(campaign.id, null);
    const carrier = await openCarrier(parts, clock, onError);
    closing.push(
      () => carrier.program?.close(),
      () => carrier.line.close(),
    );
    const callers = await ensureCallers(installation, campaign, parts.request, clock.now());
    const bank = await openBank(parts, clock, { carrier, callers }, onError);
    closing.push(() => bank.close());
    const week = { clock, carrier, bank, callers, onError };
    const program = await startCallers(parts, week);
    closing.push(() => program?.close());
    const programs = [program, carrier.program].flatMap((it) => (it === null ? [] : [it.failed]));
    const isDone = await Promise.race([passWeek(parts, week), failure.promise, ...programs]);
    if (!isDone) return false;
    await installation.store.campaigns.setState(campaign.id, 'closed', clock.now());
    await finish();
    if (!wireOf(parts).endsWithReport) await untilAborted(signal);
    return true;
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

function wireOf({ request }: WeekParts) {
  if (request.wire === null) throw new Error('a demo without a wire');
  return request.wire;
}

async function openClock(parts: WeekParts, onError: (error: unknown) => void): Promise<PacedClock> {
  const latest = await parts.simulation.latestMoment();
  return new PacedClock({
    now: latest === null ? firstOpening(parts.inputs.campaign) - HOUR : latest + SECOND,
    speed: wireOf(parts).speed,
    wall: () => performance.now(),
    setTimer(task, ms) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    onError,
  });
}

async function openCarrier(
  parts: WeekParts,
  clock: PacedClock,
  onError: (error: unknown) => void,
): Promise<Carrier> {
  const { outside, speed } = wireOf(parts);
  const program = outside === null ? await startCarrier(parts, speed) : null;
  const said = program === null ? null : (program.said as CarrierSaid); // Its first line.
  const earAddress = said?.ear ?? outside?.callers?.ear ?? null;
  const line = await openVoice({
    trunk:
      outside === null
        ? { ...sipOf(said), transport: 'udp' }
        : { ...readTrunk(outside.trunk), ...outside.account },
    // Fictional numbers ring nobody's phone. Who cannot or would rather not hear reads what is said.
    ways: earAddress === null ? ['browser'] : ['browser', 'text'],
    ...{ trunkId: TRUNK, media: { host: null, ports: null } },
    ...{ store: parts.installation.store, clock, wallClock: systemClock(onError) },
    ...{ chance: seededChance(`${parts.request.seed}/voice/${parts.run}`), onError },
  });
  const client = earAddress === null ? NO_EAR : earClient(earAddress);
  // One that outlived an earlier demo may still go at a person's pace.
  await client.setSpeed(speed);
  return { line, ear: client, earAddress, program };
}

/** What is heard there, in the words of the protocol. */
async function listen(ear: EarClient, attemptId: AttemptId): Promise<Heard | null> {
  const voice = await ear.hear(attemptId);
  if (voice?.kind !== 'person') return voice;
  return { kind: 'person', ...voice.answers, asksToCallBack: voice.asksToCallBack ?? null };
}

interface CarrierSaid {
  readonly sip: { readonly host: string; readonly port: number };
  readonly ear: string;
}

function startCarrier({ installation, request, run }: WeekParts, speed: number): Promise<ChildProgram> {
  const log =
    request.journal === undefined
      ? join(installation.folder.path, 'carrier.jsonl')
      : join(request.journal, 'carrier.jsonl');
  // What an earlier world's carrier remembers is not this one's.
  if (run === 1) rmSync(log, { force: true });
  return startProgram(programPath('carrier-process.ts'), { network: request.network, speed, log });
}

function sipOf(said: CarrierSaid | null): CarrierSaid['sip'] {
  if (said === null) throw new Error('a carrier of ours that has not said where it is');
  return said.sip;
}

/** A carrier that is not ours tells nobody what it says, and goes at no pace but the wall's. */
const NO_EAR: EarClient = {
  hear: async () => null,
  sound: async () => null,
  setSpeed: async () => {},
  liveCalls: async () => 0,
};

function programPath(name: string): string {
  return join(import.meta.dirname, '../simulator', name);
}

async function openBank(
  parts: WeekParts,
  clock: PacedClock,
  { carrier: { line, ear }, callers }: { carrier: Carrier; callers: readonly AccountId[] },
  onError: (error: unknown) => void,
): Promise<PhoneBank> {
  const { installation, request, run, campaign } = parts;
  // By caller, so that it can be read until the next call: who writes down what was said looks once more.
  const voices = new Map<AccountId, { readonly attemptId: AttemptId; readonly heard: Heard }>();
  const bank: PhoneBank = await openPhoneBank({
    installation,
    clock,
    wallClock: systemClock(onError),
    chance: seededChance(`${request.seed}/run/${run}`),
    trunk: { id: TRUNK, telephony: line.telephony, ...DEMO_LINE },
    ...{ voice: line.desk, browserLine: line.desk },
    campaigns: [campaign.id],
    owner: `demo ${run}`,
    speed: () => clock.speed,
    about: { version: await packageVersion(), locale: parts.locale, isDemo: true },
    heardOf: (attemptId) => [...voices.values()].find((it) => it.attemptId === attemptId)?.heard ?? null,
    onScreen({ accountId }, { kind, attemptId }) {
      // Simulated callers have their own ear.
      if (callers.includes(accountId) || kind === 'ended') return;
      if (kind === 'ringing' || kind === 'preview' || kind === 'preview-over')
        return void voices.delete(accountId);
      void listen(ear, attemptId).then((heard) => {
        if (heard === null) return;
        voices.set(accountId, { attemptId, heard });
        bank.hub.heard(accountId, attemptId, heard);
      }, onError);
    },
    webFolder: await buildWeb(() => parts.screen.say('serve.building-pages', {})),
    publicUrl: null,
    // Who closes the page does not keep everybody else at a person's pace.
    leaveAfterMs: MINUTE,
    host: '127.0.0.1',
    port: wireOf(parts).port,
  });
  line.serve(bank);
  if (!(await bank.startDialler(campaign.id))) throw new AppError('error.demo.campaign-held');
  return bank;
}

/** Links for the simulated callers, and the two that are printed for people. */
async function startCallers(
  parts: WeekParts,
  { bank, callers, carrier }: Week,
): Promise<ChildProgram | null> {
  const { request, campaign, screen } = parts;
  const { outside } = wireOf(parts);
  const invite = async (id: AccountId) =>
    (await bank.invitations.inviteAccount(SYSTEM, campaign.campaign.key, id)).token;
  const invitations = [];
  for (const id of callers) invitations.push(await invite(id));
  const [organiser, caller] = await ensurePeople(parts);
  const link = async (id: AccountId) => `${bank.url}/beitreten#${await invite(id)}`;
  screen.opened({ organiser: await link(organiser), caller: await link(caller) });
  if (carrier.earAddress === null) return null;
  if (outside?.callers != null) {
    const file = outside.callers.invitations;
    const part = `${file}.part`;
    writeFileSync(part, JSON.stringify({ server: bank.url, invitations }), { mode: 0o600 });
    // Whoever waits for the file finds it whole.
    renameSync(part, file);
    return null;
  }
  return startProgram(programPath('callers/callers-process.ts'), {
    server: bank.url,
    ear: carrier.earAddress,
    invitations,
    seed: `${request.seed}/${parts.run}`,
    ...(request.journal === undefined ? {} : { notebook: join(request.journal, 'callers.jsonl') }),
  });
}

/** Lets the week pass. @returns false when it was stopped; then the last conversations have come to their end. */
async function passWeek(parts: WeekParts, week: Week): Promise<boolean> {
  const { clock, carrier, bank, callers, onError } = week;
  const { simulation, inputs, campaign, screen, signal, installation } = parts;
  const { speed, shiftSpeed } = wireOf(parts);
  const pace = new DemoPace({
    clock,
    openings: openings(inputs.campaign),
    callers: callers.length,
    speed,
    shiftSpeed,
    scene: () => simulation.scene(campaign.id, callers),
    wall: () => performance.now(),
    onClock: (now) => {
      bank.hub.clockChanged();
      carrier.ear.setSpeed(now).catch(onError);
    },
  });
  let savedAt = clock.now();
  while (!signal.aborted) {
    if (await pace.look()) return true;
    const now = clock.now();
    if (now - savedAt >= SAVE_EVERY) {
      savedAt = now;
      await simulation.setNow(now);
      if (screen.wantsProgress())
        screen.progress({
          now,
          timezone: inputs.campaign.timezone,
          share: shareOf(openings(inputs.campaign), now),
          ...(await installation.store.calls.progress(campaign.id)),
        });
    }
    await pause(LOOK_EVERY_MS);
  }
  await endInGoodOrder(parts, week);
  return false;
}

/**
 * Nothing is cut off: who talks, talks to the end, at the demo's own pace, and says what it was; nobody is called any
 * more.
 */
async function endInGoodOrder(parts: WeekParts, { clock, carrier, bank, callers }: Week): Promise<void> {
  const { simulation, campaign } = parts;
  bank.stopDialling();
  clock.setSpeed(wireOf(parts).speed);
  bank.hub.clockChanged();
  await carrier.ear.setSpeed(clock.speed);
  const until = performance.now() + GOOD_ORDER_MS;
  while (performance.now() < until) {
    const { calls, busy } = await simulation.scene(campaign.id, callers);
    if (calls === 0 && busy === 0) return;
    await pause(LOOK_EVERY_MS);
  }
}

/** An organiser and a caller for whoever opens the links. The same ones in every run. */
async function ensurePeople({ installation, campaign, request }: WeekParts): Promise<[AccountId, AccountId]> {
  const chance = seededChance(`${request.seed}/people`);
  const [organiser, caller] = [chance.uuid() as AccountId, chance.uuid() as AccountId]; // Fresh ids of the right kind.
  const at = firstOpening(campaign.campaign);
  const { unitId } = campaign;
  const { units } = installation.store;
  await units.ensureAccount({ id: organiser, unitId, name: 'Einsatzleitung', role: 'organiser', at });
  await units.ensureAccount({ id: caller, unitId, name: 'Kim', role: 'caller', at });
  return [organiser, caller];
}
