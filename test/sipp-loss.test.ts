import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { randomToken, wallClock } from '../src/adapters/system/wall-clock.ts';
import type { CallEvent } from '../src/sip/call-events.ts';
import { timerValues } from '../src/sip/transaction/timers.ts';
import type { TransportEvents } from '../src/sip/transport.ts';
import { openUdpTransport } from '../src/sip/udp-transport.ts';
import { UserAgent } from '../src/sip/user-agent.ts';
import { runSipp } from './peers/run-sipp.ts';

// Packets are lost between us and SIPp: what UDP does. Each case loses the first packet of its kind.

interface Loss {
  readonly way: 'out' | 'in';
  /** Start of the packet and its method in CSeq. */
  readonly start: RegExp;
  readonly cseq: RegExp;
}

/** UDP that loses the first packet that fits, and remembers when. */
async function lossyUdp(loss: Loss, events: TransportEvents, onLoss: () => void) {
  let isLost = false;
  const loses = (way: Loss['way'], bytes: Uint8Array) => {
    const text = new TextDecoder().decode(bytes);
    if (isLost || way !== loss.way || !loss.start.test(text) || !loss.cseq.test(text)) return false;
    isLost = true;
    onLoss();
    return true;
  };
  const udp = await openUdpTransport({
    host: '127.0.0.1',
    port: 0,
    onMessage: (bytes, from) => loses('in', bytes) || events.onMessage(bytes, from),
    onError: events.onError,
  });
  const send: typeof udp.send = (bytes, to) => loses('out', bytes) || udp.send(bytes, to);
  return { ...udp, send };
}

async function callWithLoss(scenario: string, loss: Loss, hangUpOn: CallEvent['kind']) {
  const peer = await runSipp({
    scenario,
    transport: 'udp',
    keys: { status: '404', phrase: 'Not Found', extra: 'X-Nothing: 1' },
  });
  let losses = 0;
  const agent = await UserAgent.open({
    trunk: {
      address: { host: '127.0.0.1', port: peer.port },
      domain: `127.0.0.1:${peer.port}`,
      credentials: null,
    },
    clock: wallClock(),
    randomToken,
    mayDial: () => true,
    openTransport: (events) =>
      lossyUdp(loss, events, () => {
        losses++;
      }),
    product: 'test',
  });
  const kinds: string[] = [];
  const startedAt = performance.now();
  await new Promise<void>((resolve) => {
    const call = agent.call(
      {
        to: '+493023125001',
        from: '+493023125000',
        callId: randomToken(),
        media: { host: '127.0.0.1', port: 40_000 },
      },
      (event) => {
        kinds.push(event.kind === 'ended' ? event.end.cause : event.kind);
        // A little later: by then a repeated message has come, and a lost one is missed.
        if (event.kind === hangUpOn) void pause(700).then(() => call.hangUp('Q.850;cause=19'));
        if (event.kind === 'ended') resolve();
      },
    );
  });
  // We stay until SIPp has what it wants: an ACK may have to be sent again.
  const sipp = await peer.ended;
  await agent.close();
  return { kinds, losses, sipp, seconds: (performance.now() - startedAt) / 1000 };
}

const INVITE = /^CSeq: \d+ INVITE/im;
const BYE = /^CSeq: \d+ BYE/im;
const answered = ['trying', 'ringing', 'answered', 'hung-up-by-us'];
const cases: [string, string, Loss, CallEvent['kind'], string[]][] = [
  ['INVITE', 'answer', { way: 'out', start: /^INVITE/, cseq: INVITE }, 'answered', answered],
  [
    '180',
    'answer',
    { way: 'in', start: /^SIP\/2.0 180/, cseq: INVITE },
    'answered',
    ['trying', 'answered', 'hung-up-by-us'],
  ],
  ['200', 'answer', { way: 'in', start: /^SIP\/2.0 200/, cseq: INVITE }, 'answered', answered],
  ['ACK of a 200', 'answer', { way: 'out', start: /^ACK/, cseq: /./ }, 'answered', answered],
  ['BYE', 'answer', { way: 'out', start: /^BYE/, cseq: BYE }, 'answered', answered],
  ['404', 'final', { way: 'in', start: /^SIP\/2.0 404/, cseq: INVITE }, 'answered', ['trying', 'rejected']],
  ['ACK of a 404', 'final', { way: 'out', start: /^ACK/, cseq: /./ }, 'answered', ['trying', 'rejected']],
  [
    'CANCEL',
    'no-answer',
    { way: 'out', start: /^CANCEL/, cseq: /./ },
    'ringing',
    ['trying', 'ringing', 'cancelled'],
  ],
  [
    '487',
    'no-answer',
    { way: 'in', start: /^SIP\/2.0 487/, cseq: INVITE },
    'ringing',
    ['trying', 'ringing', 'cancelled'],
  ],
  [
    'BYE of the other side',
    'answer-and-hang-up',
    { way: 'in', start: /^BYE/, cseq: BYE },
    'ended',
    ['trying', 'ringing', 'answered', 'hung-up-by-them'],
  ],
];

describe.concurrent('with SIPp and a network that loses packets', () => {
  test.each(cases)('a lost %s is sent again', async (_name, scenario, loss, hangUpOn, kinds) => {
    const call = await callWithLoss(scenario, loss, hangUpOn);
    expect(call).toMatchObject({ kinds, losses: 1, sipp: { exitCode: 0, errors: '' } });
  });
});

test('a trunk that never answers ends the call by Timer B, 64 times T1', async () => {
  // A socket that takes every packet and says nothing.
  let packets = 0;
  const deaf = await openUdpTransport({
    host: '127.0.0.1',
    port: 0,
    onMessage: () => {
      packets++;
    },
    onError: () => {},
  });
  const agent = await UserAgent.open({
    trunk: { address: deaf.local, domain: 'trunk.example', credentials: null },
    clock: wallClock(),
    randomToken,
    mayDial: () => true,
    openTransport: (events) => openUdpTransport({ host: '127.0.0.1', port: 0, ...events }),
    timers: { ...timerValues, t1Ms: 10 },
    product: 'test',
  });
  const startedAt = performance.now();
  const end = await new Promise<CallEvent>((resolve) => {
    const media = { host: '127.0.0.1', port: 40_000 };
    agent.call({ to: '+493023125001', from: '+493023125000', callId: randomToken(), media }, resolve);
  });
  expect(end).toEqual({ kind: 'ended', end: { cause: 'timeout' } });
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(630);
  // RFC 3261 section 17.1.1.2: seven transmissions before Timer B; a busy machine may be too late for the last ones.
  expect(packets).toBeGreaterThanOrEqual(4);
  expect(packets).toBeLessThanOrEqual(7);
  await Promise.all([agent.close(), deaf.close()]);
});
