import { afterEach, expect, test } from 'vitest';
import { openSpeakingBank, type SpeakingBank } from '../../src/build/speaking-bank.fixture.ts';
import type { Client } from '../../src/protocol/client.ts';
import { RING_TONE, type ToneCall, ToneCarrier } from './tone-carrier.ts';

// Two callers who practise over the telephones that the trunk has rung for them, and a third one on shift: each says a
// tone of its own, so that it is heard who is joined to whom.
const ANNE = { number: '+493023125090', phone: '030 2312 5090', hertz: 1_000 };
const BEN = { number: '+493023125091', phone: '030 2312 5091', hertz: 700 };
const CLEO = { number: '+493023125092', phone: '030 2312 5092', hertz: 1_400 };
const MEMBER = { number: '+493023125093', hertz: 550 };
const TONES = [ANNE.hertz, BEN.hertz, CLEO.hertz, MEMBER.hertz, RING_TONE];

let carrier: ToneCarrier;
let bank: SpeakingBank;

afterEach(async () => {
  await bank.close();
  carrier.close();
});

const hears = (call: ToneCall, tone: number | null) =>
  expect.poll(() => call.hears(TONES), { timeout: 10_000 }).toBe(tone);

/** Somebody on shift whose own phone is on the line. */
async function onTheLine(
  name: string,
  { number, phone }: typeof ANNE,
): Promise<{ doors: Client; call: ToneCall }> {
  const { doors } = await bank.caller(name);
  await doors.call('chooseWay', { body: { way: 'phone', phone } });
  await expect
    .poll(async () => (await doors.call('shift')).shift?.voice.line, { timeout: 10_000 })
    .toBe('up');
  const call = carrier.callsTo(number).at(-1);
  if (call === undefined) throw new Error('no call');
  return { doors, call };
}

test('two who practise hear each other and nobody else hears them; then the line is free for calls', {
  timeout: 60_000,
}, async () => {
  const answers = ({ hertz }: { hertz: number }) => ({ does: 'answers', hertz }) as const;
  carrier = await ToneCarrier.open({
    [ANNE.number]: answers(ANNE),
    [BEN.number]: answers(BEN),
    [CLEO.number]: answers(CLEO),
    [MEMBER.number]: answers(MEMBER),
  });
  bank = await openSpeakingBank({
    trunk: { host: '127.0.0.1', port: carrier.port, transport: 'udp' },
    ...{ numbers: [MEMBER.number], webFolder: null },
  });
  const params = { campaign: bank.campaign };
  const [anne, ben, cleo] = [
    await onTheLine('Anne', ANNE),
    await onTheLine('Ben', BEN),
    await onTheLine('Cleo', CLEO),
  ];
  await anne.doors.call('offerPractice', { params, body: { wish: 'trainee' } });
  const ringing = await ben.doors.call('offerPractice', { params, body: { wish: 'player' } });
  expect(ringing).toMatchObject({ state: 'ringing', session: { audio: 'together' } });
  await hears(anne.call, null);

  await ben.doors.call('pickUpPractice', { params });
  await hears(anne.call, BEN.hertz);
  await hears(ben.call, ANNE.hertz);
  await hears(cleo.call, null);

  await anne.doors.call('hangUpPractice', { params });
  await hears(anne.call, null);
  await hears(ben.call, null);

  // Whoever is ready in the middle of the next practice has a member on the line, and the partner has not.
  for (const { doors } of [anne, ben]) await doors.call('leavePractice', { params });
  await ben.doors.call('offerPractice', { params, body: { wish: 'player' } });
  await anne.doors.call('offerPractice', { params, body: { wish: 'trainee' } });
  await ben.doors.call('pickUpPractice', { params });
  await hears(ben.call, ANNE.hertz);
  await anne.doors.call('ready');
  await hears(anne.call, MEMBER.hertz);
  await hears(ben.call, null);
  expect((await ben.doors.call('practice', { params })).state).toBe('sheet');
  const [member] = carrier.callsTo(MEMBER.number);
  if (member === undefined) throw new Error('nobody was rung');
  await hears(member, ANNE.hertz);
  expect(bank.errors).toEqual([]);
});
