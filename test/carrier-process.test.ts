import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSipTelephony } from '../src/adapters/telephony/sip-telephony.ts';
import type { DialRequest, LegEvent } from '../src/app/ports.ts';
import type { AttemptId, E164, ShiftId, TrunkId } from '../src/core/ids.ts';
import { parseCarrierLog } from '../src/simulator/carrier-log.ts';
import { type EarClient, earClient } from '../src/simulator/ear-client.ts';
import { PacedClock } from '../src/simulator/paced-clock.ts';
import type { Voice } from '../src/simulator/voice.ts';
import { root } from './tidy/source-files.ts';

const PROGRAM = join(root, 'src/simulator/carrier-process.ts');
const NUMBER = '+493023125001' as E164; // From a range that rings nobody.
const SPEED = 50;

let folder = '';
let log = '';
const running: { kill(): Promise<void> }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'draht-carrier-'));
  // In a folder that is not there yet.
  log = join(folder, 'journal', 'carrier.jsonl');
  const person = {
    ...{ behaviour: 'person', attempt: 1, ringSeconds: 2, talkSeconds: 30, asksToCallBack: 'weekend' },
    answers: { integration: 'integrated', reception: 'pleased' },
  };
  writeFileSync(join(folder, 'netz.json'), JSON.stringify({ [NUMBER]: person }));
});
afterEach(async () => {
  for (const it of running.splice(0)) await it.kill();
  rmSync(folder, { recursive: true });
});

interface CarrierProgram {
  readonly child: ChildProcess;
  readonly sip: { readonly host: string; readonly port: number };
  readonly earUrl: string;
  readonly ear: EarClient;
  readonly over: Promise<unknown>;
}

async function startCarrier(options: object = {}): Promise<CarrierProgram> {
  const settings = { network: join(folder, 'netz.json'), speed: SPEED, log, ...options };
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(settings)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const over = once(child, 'exit');
  running.push({
    kill: async () => {
      child.kill('SIGKILL');
      await over;
    },
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { sip, ear } = JSON.parse(line);
  return { child, sip, earUrl: ear, ear: earClient(ear), over };
}

/** Places one call and stays on it until it ends; `onAnswer` in between. */
async function callOnce({ sip, ear }: CarrierProgram, id: string, onAnswer: () => void = () => {}) {
  const clock = new PacedClock({
    ...{ now: 0, speed: SPEED, wall: () => performance.now() },
    setTimer: (task, ms) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    onError: (error) => {
      throw error;
    },
  });
  const telephony = await createSipTelephony({
    ...{ trunk: { ...sip, transport: 'udp' }, clock },
    onError: (error) => {
      throw error;
    },
  });
  const heard: (Voice | null)[] = [];
  const over = Promise.withResolvers<LegEvent>();
  // A trunk and an attempt of the test's own.
  const request: DialRequest = {
    ...{ attemptId: id as AttemptId, shiftId: id as ShiftId, side: 'contact', analyseSound: false },
    ...{ trunkId: 'sim' as TrunkId, to: NUMBER, from: NUMBER, ringSeconds: 35 },
  };
  telephony.dial(request, async (event) => {
    if (event.kind === 'answered') {
      heard.push(await ear.hear(id));
      onAnswer();
    }
    if (event.kind === 'ended') over.resolve(event);
  });
  return {
    heard,
    ended: over.promise,
    close: async () => {
      await telephony.close();
      clock.close();
    },
  };
}

test('a killed carrier knows from its log whom it has called and who has asked for what', async () => {
  const first = await startCarrier({ keep: true });
  const killed = Promise.withResolvers<void>();
  const call = await callOnce(first, 'attempt-1', () => {
    first.child.kill('SIGKILL');
    killed.resolve();
  });
  await killed.promise;
  await first.over;
  expect(call.heard).toMatchObject([{ kind: 'person', asksToCallBack: 'weekend' }]);
  // What a kill in the middle of a line leaves.
  appendFileSync(log, '{"at":1,"callId":"torn');

  const second = await startCarrier({ sipPort: first.sip.port });
  expect(second.sip).toEqual(first.sip);
  const again = await callOnce(second, 'attempt-2');
  expect(await again.ended).toMatchObject({ evidence: { sipStatus: 200, releasedBy: 'them' } });
  expect(again.heard).toMatchObject([{ kind: 'person', asksToCallBack: null }]);
  const entries = parseCarrierLog(readFileSync(log, 'utf8'));
  expect(entries.map(({ callId, call, event, asked }) => [callId, call, event, asked])).toEqual([
    ['attempt-1', 1, 'dialled', undefined],
    ['attempt-1', 1, 'ringing', undefined],
    ['attempt-1', 1, 'answered', true],
    ['attempt-2', 2, 'dialled', undefined],
    ['attempt-2', 2, 'ringing', undefined],
    ['attempt-2', 2, 'answered', undefined],
    ['attempt-2', 2, 'ended', undefined],
  ]);
  // The BYE of a call that the second carrier never had is answered with 481: it is over.
  await call.close();
  await again.close();
});

test('its log is for its owner alone', async () => {
  await startCarrier();
  expect(statSync(log).mode & 0o777).toBe(0o600);
});

test('it ends with its parent, or when it is told to', async () => {
  const orphan = await startCarrier();
  orphan.child.stdin?.end();
  expect(await orphan.over).toEqual([0, null]);
  const told = await startCarrier();
  told.child.kill('SIGTERM');
  expect(await told.over).toEqual([0, null]);
});

test('one that is to be kept lives on without its parent', async () => {
  const kept = await startCarrier({ keep: true });
  kept.child.stdin?.end();
  // It answers after its stdin has ended.
  for (let count = 0; count < 5; count += 1) expect(await kept.ear.liveCalls()).toBe(0);
});

test('the ear says what is heard, takes the pace, and stands whatever it is asked', async () => {
  const carrier = await startCarrier({ speed: 0.001 });
  expect(await carrier.ear.hear('nobody')).toBeNull();
  const answers = [
    await fetch(`${carrier.earUrl}/pace`, { method: 'POST', body: 'nonsense' }),
    await fetch(`${carrier.earUrl}/pace`, { method: 'POST', body: '{"speed":0}' }),
    await fetch(`${carrier.earUrl}/voices/%E0%A4%A`),
    await fetch(`${carrier.earUrl}/elsewhere`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 404]);
  // At the speed it was started with the call would ring for an hour.
  await carrier.ear.setSpeed(SPEED);
  const call = await callOnce(carrier, 'attempt-1');
  expect(await call.ended).toMatchObject({ evidence: { sipStatus: 200 } });
  expect(await carrier.ear.sound('attempt-1')).toEqual({
    received: expect.any(Number),
    levelDb: null,
    toneHz: null,
  });
  expect(await carrier.ear.sound('nobody')).toBeNull();
  await call.close();
});
