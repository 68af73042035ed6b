import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { openSpeakingBank, type SpeakingBank } from '../../src/build/speaking-bank.fixture.ts';
import { unsaid } from '../../src/core/outcome/unsaid.ts';
import type { Client } from '../../src/protocol/client.ts';
import type { OutcomeReportBody } from '../../src/protocol/views.ts';
import { RING_TONE, type ToneCall, ToneCarrier, type TonePhone } from './tone-carrier.ts';

// The caller's ordinary phone, rung once by the trunk: over HTTP, SIP and RTP, proved by a tone of each telephone.
const CALLER = '+493023125090';
const FIRST = '+493023125091';
const SECOND = '+493023125092';
const CALLER_TONE = 1_000;
const FIRST_TONE = 700;
const TONES = [CALLER_TONE, FIRST_TONE, RING_TONE];

let carrier: ToneCarrier;
let bank: SpeakingBank;
let doors: Client;

async function open(phones: Readonly<Record<string, TonePhone>>): Promise<void> {
  carrier = await ToneCarrier.open(phones);
  bank = await openSpeakingBank({
    trunk: { host: '127.0.0.1', port: carrier.port, transport: 'udp' },
    ...{ numbers: [FIRST, SECOND], webFolder: null },
  });
  ({ doors } = await bank.caller('Kim'));
}

afterEach(async () => {
  await bank.close();
  carrier.close();
});

const phone = (does: TonePhone['does'], hertz: number): TonePhone => ({ does, hertz });
const shift = async () => {
  const { shift: view } = await doors.call('shift');
  if (view === null) throw new Error('no shift');
  return view;
};
const line = async () => (await shift()).voice.line;
/** The last call to a number, as soon as it is there. */
async function callTo(number: string, calls = 1): Promise<ToneCall> {
  await expect.poll(() => carrier.callsTo(number).length, { timeout: 10_000 }).toBe(calls);
  const call = carrier.callsTo(number).at(-1);
  if (call === undefined) throw new Error('no call');
  return call;
}
const hears = (call: ToneCall, tone: number | null) =>
  expect.poll(() => call.hears(TONES), { timeout: 10_000 }).toBe(tone);

test('caller and member hear each other, call after call, and results come by the keys', {
  timeout: 120_000,
}, async () => {
  await open({
    [CALLER]: phone('answers', CALLER_TONE),
    [FIRST]: phone('answers', FIRST_TONE),
    [SECOND]: phone('rings', FIRST_TONE),
  });
  await doors.call('chooseWay', { body: { way: 'phone', phone: '030 2312 5090' } });
  const own = await callTo(CALLER);
  await expect.poll(line, { timeout: 10_000 }).toBe('up');
  expect((await shift()).voice).toMatchObject({ way: 'phone', phone: '… 090' });

  // The first person: ringing is heard, then both hear each other.
  own.press('*');
  const first = await callTo(FIRST);
  await hears(own, RING_TONE);
  await hears(own, FIRST_TONE);
  await hears(first, CALLER_TONE);

  // The caller hangs up in the middle: the member hears that somebody is coming back, and nobody else is rung.
  own.hangUp();
  await expect.poll(line, { timeout: 10_000 }).toBe('lost');
  expect((await shift()).voice.trouble).toBe('hung-up');
  await expect
    .poll(() => first.hears(TONES) === null && first.loudness() > 0.01, { timeout: 10_000 })
    .toBe(true);
  expect(carrier.callsTo(CALLER)).toHaveLength(1);
  await doors.call('ringMe');
  const again = await callTo(CALLER, 2);
  await hears(first, CALLER_TONE);
  await hears(again, FIRST_TONE);

  // Mailbox, and on to the next one; the line of the caller stays.
  again.press('3#');
  await expect.poll(bank.outcomes, { timeout: 10_000 }).toEqual(['voicemail']);
  await expect.poll(() => first.state, { timeout: 10_000 }).toBe('over');
  expect(first.keysHeard).toBe(0);
  again.press('*');
  const second = await callTo(SECOND);
  await hears(again, RING_TONE);
  again.press('9#');
  await expect.poll(() => second.state, { timeout: 10_000 }).toBe('over');
  expect(carrier.callsTo(CALLER)).toHaveLength(2);

  // The shift is left: the caller's phone is hung up.
  await expect.poll(async () => (await shift()).state, { timeout: 10_000 }).not.toBe('ringing');
  await doors.call('leave');
  await expect.poll(() => again.state, { timeout: 10_000 }).toBe('over');
  expect(bank.errors).toEqual([]);
  // All go out by the campaign's number, the caller's own too.
  expect(new Set(carrier.calls.map((it) => it.from)).size).toBe(1);
});

test('our own audio dies in the middle of a talk: the call ends in good order, and the line comes back', {
  timeout: 60_000,
}, async () => {
  await open({
    [CALLER]: phone('answers', CALLER_TONE),
    [FIRST]: phone('answers', FIRST_TONE),
    [SECOND]: phone('answers', FIRST_TONE),
  });
  await doors.call('chooseWay', { body: { way: 'phone', phone: '030 2312 5090' } });
  const own = await callTo(CALLER);
  await expect.poll(line, { timeout: 10_000 }).toBe('up');
  await doors.call('ready');
  const first = await callTo(FIRST);
  await hears(own, FIRST_TONE);
  await killRelay();
  await expect.poll(() => first.state, { timeout: 10_000 }).toBe('over');
  await expect.poll(async () => (await shift()).state, { timeout: 10_000 }).toBe('wrap-up');
  expect(await shift()).toMatchObject({
    call: { line: 'ended', hint: 'broken', proposal: 'technical' },
    voice: { line: 'lost' },
  });
  expect(
    bank.errors.every((it) => it.includes('the media thread has ended')),
    bank.errors.join(),
  ).toBe(true);

  await doors.call('ringMe');
  const again = await callTo(CALLER, 2);
  await expect.poll(line, { timeout: 10_000 }).toBe('up');
  const body: OutcomeReportBody = {
    ...{ key: randomUUID(), attemptId: (await shift()).call?.attemptId ?? '' },
    disposition: 'technical',
    ...{ talkedWithMember: false, answers: {}, reception: null, channels: [], offers: [] },
    ...{ newsletter: null, localContact: null, callback: null, note: null },
    ...unsaid,
  };
  await doors.call('report', { body });
  expect(await bank.outcomes()).toEqual(['technical']);
  again.press('*');
  await callTo(SECOND);
  await hears(again, FIRST_TONE);
});

/** The media thread is the relay's own affair: it is found where it is spoken to. */
async function killRelay(): Promise<void> {
  const post = Worker.prototype.postMessage;
  const found = Promise.withResolvers<Worker>();
  Worker.prototype.postMessage = function (this: Worker, ...message: Parameters<typeof post>) {
    found.resolve(this);
    post.apply(this, message);
  };
  // It is asked for its figures every two seconds.
  const worker = await found.promise;
  Worker.prototype.postMessage = post;
  await worker.terminate();
}

test('a caller whose phone is busy gets nobody on the line, and can choose another way', {
  timeout: 60_000,
}, async () => {
  await open({ [CALLER]: phone('is-busy', CALLER_TONE), [FIRST]: phone('answers', FIRST_TONE) });
  await doors.call('chooseWay', { body: { way: 'phone', phone: '030 2312 5090' } });
  await expect.poll(line, { timeout: 10_000 }).toBe('none');
  expect((await shift()).voice.trouble).toBe('busy');
  await expect(doors.call('ready')).rejects.toMatchObject({ code: 'error.voice.not-connected' });
  await doors.call('chooseWay', { body: { way: 'own' } });
  expect((await doors.call('ready')).voice).toMatchObject({ way: 'own', phone: null, trouble: null });
  expect(carrier.calls).toEqual([]);
});

test('a caller who takes long to find the phone is not rung for ever, and leaves at any time', {
  timeout: 60_000,
}, async () => {
  await open({ [CALLER]: phone('rings', CALLER_TONE) });
  await doors.call('chooseWay', { body: { way: 'phone', phone: '030 2312 5090' } });
  const own = await callTo(CALLER);
  expect(await line()).toBe('connecting');
  await doors.call('leave');
  await expect.poll(() => own.state, { timeout: 10_000 }).toBe('over');
});
