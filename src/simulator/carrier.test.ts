import { afterEach, describe, expect, test } from 'vitest';
import { header, type ReceivedMessage } from '../sip/message.ts';
import { parseMessage } from '../sip/parse-message.ts';
import { openUdpTransport } from '../sip/udp-transport.ts';
import { Carrier } from './carrier.ts';
import type { CarrierLogEntry } from './carrier-log.ts';
import { handWall } from './hand-wall.fixture.ts';
import type { NumberBehaviour, PersonBehaviour } from './network-file.ts';
import { PacedClock } from './paced-clock.ts';
import { packetOf } from './packet.fixture.ts';
import type { SpeechSounds } from './speech.ts';
import { tone } from './tones.ts';

const NUMBER = '+493023125001';
const SPEED = 100;
const answers = { integration: 'integrated', reception: 'pleased' as const };
const person: PersonBehaviour = {
  ...{ behaviour: 'person', attempt: 1, before: 'no-answer', ringSeconds: 10, talkSeconds: 60 },
  answers: { ...answers, wantsNewsletter: false, wantsLocalContact: false, accepts: [], channels: [] },
};

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const it of opened.splice(0)) await it.close();
});

/** A carrier whose time is moved by hand, and a caller that writes its packets itself. */
async function lineTo(
  behaviour: NumberBehaviour | null,
  earlier: readonly CarrierLogEntry[] = [],
  options: { speed?: number; speech?: SpeechSounds } = {},
) {
  const { speed = SPEED, speech } = options;
  const wall = handWall();
  const log: CarrierLogEntry[] = [];
  const clock = new PacedClock({
    ...{ now: 0, speed, wall: wall.wall, setTimer: wall.setTimer },
    onError: (error) => {
      throw error;
    },
  });
  let token = 0;
  const order: string[] = [];
  const carrier = await Carrier.open({
    network: new Map(behaviour === null ? [] : [[NUMBER, behaviour]]),
    ...{ clock, wall: wall.sipClock, epoch: wall.wall },
    log: (entry: CarrierLogEntry) => {
      log.push(entry);
      order.push(entry.event);
    },
    randomToken: () => `token${++token}`,
    ...(speech === undefined ? {} : { speech: { sounds: speech, speed: () => clock.speed } }),
    openTransport: async (options) => {
      const udp = await openUdpTransport(options);
      const send: typeof udp.send = (bytes, to) => {
        const parsed = parseMessage(bytes);
        if (parsed.kind === 'message') order.push(said(parsed.message));
        udp.send(bytes, to);
      };
      return { ...udp, send };
    },
  });
  carrier.remember(earlier);
  const caller = await openCaller(carrier.address.port);
  opened.push(carrier, caller);
  /** Lets campaign seconds pass, then waits for what has to come. */
  const pass = (seconds: number) => wall.pass((seconds * 1000) / clock.speed);
  return {
    ...{ carrier, caller, wall, clock, pass, log, events: () => log.map(({ event }) => event) },
    /** What was written into the log and what was sent, as it came; without what is said again. */
    order: () => [...new Set(order)].filter((it) => it !== '200 OPTIONS'),
  };
}

async function openCaller(carrierPort: number) {
  const received: ReceivedMessage[] = [];
  const waiting: ((message: ReceivedMessage) => void)[] = [];
  const packets: Uint8Array[] = [];
  const sound = await openUdpTransport({
    ...{ host: '127.0.0.1', port: 0, onError: () => {} },
    onMessage: (bytes) => void packets.push(bytes.slice()),
  });
  const transport = await openUdpTransport({
    ...{ host: '127.0.0.1', port: 0, onError: () => {} },
    onMessage: (bytes) => {
      const parsed = parseMessage(bytes);
      if (parsed.kind !== 'message') throw new Error(`the carrier sent no message: ${parsed.problem}`);
      const waiter = waiting.shift();
      if (waiter === undefined) received.push(parsed.message);
      else waiter(parsed.message);
    },
  });
  const sdp = [
    ...['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'],
    `m=audio ${sound.local.port} RTP/AVP 8`,
  ];
  const here = `127.0.0.1:${transport.local.port}`;
  function send(
    method: string,
    options: { to?: string; branch?: string; tag?: string; callId?: string; cseq?: number; extra?: string[] },
  ) {
    const { to = NUMBER, branch = 'z9hG4bK-invite', tag, callId = 'call-1', cseq = 1, extra = [] } = options;
    const body = method === 'INVITE' ? sdp.map((it) => `${it}\r\n`).join('') : '';
    const lines = [
      `${method} sip:${to}@127.0.0.1 SIP/2.0`,
      `Via: SIP/2.0/UDP ${here};branch=${branch};rport`,
      'Max-Forwards: 70',
      'From: <sip:caller@127.0.0.1>;tag=from-us',
      `To: <sip:${to}@127.0.0.1>${tag === undefined ? '' : `;tag=${tag}`}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <sip:caller@${here}>`,
      ...extra,
      `Content-Length: ${body.length}`,
    ];
    const text = `${lines.join('\r\n')}\r\n\r\n${body}`;
    transport.send(new TextEncoder().encode(text), { host: '127.0.0.1', port: carrierPort });
  }
  const next = () =>
    new Promise<ReceivedMessage>((resolve) => {
      const message = received.shift();
      if (message === undefined) waiting.push(resolve);
      else resolve(message);
    });
  return {
    send,
    next,
    /** The next message: a status, or the method of a request. */
    hear: async () => what(await next()),
    waiting: () => received.length,
    sound,
    packets: () => packets.length,
    /** The mark of each frame that came, as `sentenceOf` makes it. */
    marks: () => packets.map((it) => it[12]),
    answerTo: (request: ReceivedMessage) => {
      const copied = ['via', 'from', 'to', 'call-id', 'cseq'].map((it) => `${it}: ${header(request, it)}`);
      const text = `SIP/2.0 200 OK\r\n${copied.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`;
      transport.send(new TextEncoder().encode(text), { host: '127.0.0.1', port: carrierPort });
    },
    close: async () => {
      await transport.close();
      await sound.close();
    },
  };
}

const what = (message: ReceivedMessage) => (message.kind === 'response' ? message.status : message.method);
/** As `what`, with the request that a status answers. */
const said = (message: ReceivedMessage) =>
  message.kind === 'response' ? `${message.status} ${message.envelope.cseq.method}` : message.method;
const tagOf = (message: ReceivedMessage) => message.envelope.to.parameters.get('tag') ?? '';

type Line = Awaited<ReturnType<typeof lineTo>>;

/** Rings and is answered; the ACK is the caller's. */
async function answered({ caller, pass }: Line) {
  caller.send('INVITE', {});
  expect(await caller.hear()).toBe(100);
  pass(1);
  expect(await caller.hear()).toBe(180);
  pass(10);
  const ok = await caller.next();
  expect(what(ok)).toBe(200);
  return { ok, tag: tagOf(ok) };
}

describe('a call that is answered', () => {
  test('rings, has a description of its sound, and ends when the person hangs up', async () => {
    const line = await lineTo(person);
    const { ok, tag } = await answered(line);
    expect(new TextDecoder().decode(ok.body)).toMatch(/^m=audio \d+ RTP\/AVP 8 /m);
    expect(header(ok, 'contact')).toBe(`<sip:127.0.0.1:${line.carrier.address.port}>`);
    line.caller.send('ACK', { branch: 'z9hG4bK-ack', tag });
    expect(line.carrier.hear('call-1')).toMatchObject({ kind: 'person', asksToCallBack: null });
    expect(line.carrier.liveCalls).toBe(1);
    await roundTrip(line);
    line.pass(60);
    const bye = await line.caller.next();
    expect(what(bye)).toBe('BYE');
    expect([bye.envelope.from.parameters.get('tag'), tagOf(bye)]).toEqual([tag, 'from-us']);
    line.caller.answerTo(bye);
    expect(line.carrier.liveCalls).toBe(0);
    expect(line.log).toMatchObject([
      { event: 'dialled', callId: 'call-1', to: NUMBER, call: 1, by: null },
      { event: 'ringing', status: 180 },
      { event: 'answered', status: 200 },
      { event: 'ended', status: 200, by: 'carrier' },
    ]);
  });

  test('its 200 is repeated until the ACK is there: after T1, 2*T1 ...', async () => {
    const line = await lineTo({ ...person, talkSeconds: 3600 });
    const { tag } = await answered(line);
    line.wall.pass(500);
    expect(await line.caller.hear()).toBe(200);
    line.wall.pass(999);
    await roundTrip(line);
    line.wall.pass(1);
    expect(await line.caller.hear()).toBe(200);
    line.caller.send('ACK', { branch: 'z9hG4bK-ack', tag });
    await roundTrip(line);
    line.wall.pass(10_000);
    await roundTrip(line);
  });

  test('without an ACK it is given up after 64*T1 with a BYE, and ends by the timer', async () => {
    const line = await lineTo({ ...person, talkSeconds: 36_000 });
    await answered(line);
    line.wall.pass(32_000);
    const heard = [];
    for (let message = await line.caller.hear(); message !== 'BYE'; message = await line.caller.hear())
      heard.push(message);
    // 0.5, 1, 2, 4, 4, 4 ... seconds apart.
    expect(heard).toEqual(Array(10).fill(200));
    expect(line.log.at(-1)).toMatchObject({ event: 'ended', by: 'timer' });
  });

  test('who hangs up before the ACK waits for it with the BYE', async () => {
    const line = await lineTo({ ...person, talkSeconds: 20 });
    const { tag } = await answered(line);
    line.pass(20);
    await roundTrip(line);
    expect(line.log.at(-1)).toMatchObject({ event: 'ended', by: 'carrier' });
    line.caller.send('ACK', { branch: 'z9hG4bK-ack', tag });
    expect(await line.caller.hear()).toBe('BYE');
  });

  test('a BYE of the caller is answered and ends it, a second one knows no call', async () => {
    const line = await lineTo(person);
    const { tag } = await answered(line);
    line.caller.send('ACK', { branch: 'z9hG4bK-ack', tag });
    line.caller.send('BYE', { branch: 'z9hG4bK-bye', tag, cseq: 2 });
    expect(await line.caller.hear()).toBe(200);
    line.caller.send('BYE', { branch: 'z9hG4bK-bye', tag, cseq: 2 });
    expect(await line.caller.hear()).toBe(200);
    line.caller.send('BYE', { branch: 'z9hG4bK-bye-2', tag, cseq: 3 });
    expect(await line.caller.hear()).toBe(481);
    expect(line.log.at(-1)).toMatchObject({ event: 'ended', by: 'caller', status: 200 });
  });

  test('a CANCEL that comes after the answer changes nothing', async () => {
    const line = await lineTo(person);
    const { tag } = await answered(line);
    line.caller.send('CANCEL', {});
    expect(await line.caller.hear()).toBe(200);
    expect([line.carrier.liveCalls, line.events().at(-1)]).toEqual([1, 'answered']);
    line.caller.send('ACK', { branch: 'z9hG4bK-ack', tag });
    line.caller.send('BYE', { branch: 'z9hG4bK-bye', tag, cseq: 2 });
    expect(await line.caller.hear()).toBe(200);
    expect(line.log.at(-1)).toMatchObject({ event: 'ended', status: 200, by: 'caller' });
  });

  test('a BYE that nobody answers is repeated for 64*T1, then nothing is left', async () => {
    const line = await lineTo({ ...person, talkSeconds: 20 });
    const { tag } = await answered(line);
    line.caller.send('ACK', { branch: 'z9hG4bK-ack', tag });
    await roundTrip(line);
    line.pass(20);
    expect(await line.caller.hear()).toBe('BYE');
    line.wall.pass(500);
    expect(await line.caller.hear()).toBe('BYE');
    line.wall.pass(700_000);
    expect(line.wall.timers()).toBe(0);
  });

  test('a mailbox hangs up after 60 seconds', async () => {
    const line = await lineTo({ behaviour: 'voicemail' });
    line.caller.send('INVITE', {});
    await line.caller.hear();
    line.pass(19);
    expect(await line.caller.hear()).toBe(180);
    const ok = await line.caller.next();
    line.caller.send('ACK', { branch: 'z9hG4bK-ack', tag: tagOf(ok) });
    await roundTrip(line);
    expect(line.carrier.hear('call-1')).toEqual({ kind: 'machine' });
    line.pass(60);
    expect(await line.caller.hear()).toBe('BYE');
  });

  test('sound goes out at 50 packets a second and what comes in is counted', async () => {
    const line = await lineTo({ ...person, talkSeconds: 100 });
    const { ok, tag } = await answered(line);
    line.caller.send('ACK', { branch: 'z9hG4bK-ack', tag });
    await roundTrip(line);
    const port = Number(/^m=audio (\d+)/m.exec(new TextDecoder().decode(ok.body))?.[1]);
    for (let count = 0; count < 3; count += 1)
      line.caller.sound.send(new Uint8Array(172).fill(0x80, 0, 1), { host: '127.0.0.1', port });
    line.caller.sound.send(new Uint8Array([1, 2, 3]), { host: '127.0.0.1', port });
    line.pass(50);
    // On their way through another socket: they come when they come, or the test runs out of time.
    while (line.caller.packets() < 25) await roundTrip(line);
    line.pass(50);
    expect(await line.caller.hear()).toBe('BYE');
    expect(line.log.at(-1)).toMatchObject({ rtpSent: 1000 / 20, rtpReceived: 3 });
  });
});

describe('speech', () => {
  /** Sentences of a fifth of a second, told apart by their first byte. */
  const sentenceOf = (mark: number) => new Uint8Array(1600).fill(mark);
  const ids = ['pick-up', 'reception-pleased', 'integration-integrated', 'newsletter-no', 'contact-no'];
  const speech: SpeechSounds = new Map(
    [...ids, 'goodbye'].flatMap((id, at) =>
      ['man', 'woman'].map((by) => [`${id}.${by}`, sentenceOf(at + 1)]),
    ),
  );
  /** Answered at a person's pace, with what was sent so far; `say` lets the caller say 20 ms. */
  async function talking(speed: number) {
    const line = await lineTo({ ...person, talkSeconds: 10 }, [], { speed, speech });
    const { ok, tag } = await answered(line);
    line.caller.send('ACK', { branch: 'z9hG4bK-ack', tag });
    await roundTrip(line);
    const port = Number(/^m=audio (\d+)/m.exec(new TextDecoder().decode(ok.body))?.[1]);
    const heardSoFar = () => line.carrier.sound('call-1')?.received ?? 0;
    return {
      ...line,
      /** Lets frames pass, each with the next 20 ms of what the caller says. */
      async say(frames: number) {
        for (let count = 1; count <= frames; count += 1) {
          const before = heardSoFar();
          line.caller.sound.send(packetOf(tone(500, 20)), { host: '127.0.0.1', port });
          while (heardSoFar() === before) await roundTrip(line);
          line.wall.pass(20);
        }
      },
      async sent(packets: number): Promise<Set<number | undefined>> {
        while (line.caller.packets() < packets) await roundTrip(line);
        return new Set(line.caller.marks());
      },
    };
  }

  test('a person says the next sentence when the caller has spoken, and the goodbye before the BYE', async () => {
    const line = await talking(1);
    line.wall.pass(400);
    expect(await line.sent(20)).toEqual(new Set([1, 213]));
    await line.say(20);
    line.wall.pass(1200);
    expect(await line.sent(100)).toEqual(new Set([1, 2, 213]));
    expect(line.carrier.sound('call-1')).toMatchObject({ received: 20, toneHz: 500 });
    // At 7 seconds, after which they hang up at 10; a few packets at a time, since a full socket loses some.
    for (let count = 1; count <= 24; count += 1) {
      line.wall.pass(200);
      await line.sent(100 + 10 * count);
    }
    expect(new Set(line.caller.marks()).has(6)).toBe(false);
    line.wall.pass(600);
    expect((await line.sent(365)).has(6)).toBe(true);
    line.pass(2.7);
    expect(await line.caller.hear()).toBe('BYE');
    expect(line.carrier.sound('call-1')).toMatchObject({ received: 20 });
  });

  test.each([
    [2, [1, 213]],
    [2.5, [213]],
  ])('at %d times the wall is heard %j', async (speed, marks) => {
    const line = await talking(speed);
    line.wall.pass(1000);
    expect(await line.sent(50)).toEqual(new Set(marks));
  });

  test('of a call that was never placed nothing is known', async () => {
    const { carrier } = await lineTo(person);
    expect(carrier.sound('call-1')).toBeNull();
  });
});

describe('a call that is not answered', () => {
  test('a CANCEL is answered with 200 and the INVITE with 487, which is repeated until its ACK', async () => {
    const line = await lineTo(person);
    line.caller.send('INVITE', {});
    await line.caller.hear();
    line.pass(1);
    const ringing = await line.caller.next();
    line.caller.send('CANCEL', {});
    expect([await line.caller.hear(), await line.caller.hear()]).toEqual([200, 487]);
    line.wall.pass(500);
    const again = await line.caller.next();
    expect([what(again), tagOf(again)]).toEqual([487, tagOf(ringing)]);
    line.caller.send('ACK', { tag: tagOf(again) });
    await roundTrip(line);
    line.wall.pass(20_000);
    await roundTrip(line);
    expect(line.log.at(-1)).toMatchObject({ event: 'ended', status: 487, by: 'caller' });
  });

  test('an INVITE that comes again is answered again and is no new call', async () => {
    const line = await lineTo({ behaviour: 'busy-then-no-answer' });
    line.caller.send('INVITE', {});
    expect(await line.caller.hear()).toBe(100);
    line.caller.send('INVITE', {});
    expect(await line.caller.hear()).toBe(100);
    line.pass(1.5);
    expect(await line.caller.hear()).toBe(486);
    line.caller.send('INVITE', {});
    const busy = await line.caller.next();
    expect([what(busy), header(busy, 'reason')]).toEqual([486, 'Q.850;cause=17']);
    line.caller.send('ACK', { tag: tagOf(busy) });
    await roundTrip(line);
    expect(line.log.map(({ event, call }) => [event, call])).toEqual([
      ['dialled', 1],
      ['ended', 1],
    ]);
    line.caller.send('INVITE', { branch: 'z9hG4bK-second', callId: 'call-2' });
    expect(await line.caller.hear()).toBe(100);
    expect(line.log.at(-1)).toMatchObject({ event: 'dialled', callId: 'call-2', call: 2 });
  });

  test('an announcement comes with early media, then the final answer with its cause', async () => {
    const line = await lineTo({ behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: true });
    line.caller.send('INVITE', {});
    await line.caller.hear();
    line.pass(2);
    const progress = await line.caller.next();
    expect([what(progress), header(progress, 'content-type')]).toEqual([183, 'application/sdp']);
    expect(line.carrier.hear('call-1')).toEqual({ kind: 'announcement' });
    line.pass(20);
    const final = await line.caller.next();
    expect([what(final), header(final, 'reason')]).toEqual([404, 'Q.850;cause=1']);
    expect(line.log.at(-1)).toMatchObject({ event: 'ended', status: 404, by: 'carrier', rtpSent: 10 });
  });

  test('who never cancels is told after three minutes that nobody answers', async () => {
    const line = await lineTo(null);
    line.caller.send('INVITE', {});
    await line.caller.hear();
    line.pass(1);
    expect(await line.caller.hear()).toBe(180);
    line.pass(181);
    const final = await line.caller.next();
    expect([what(final), header(final, 'reason')]).toEqual([480, 'Q.850;cause=19']);
    expect(line.log.at(-1)).toMatchObject({ event: 'ended', by: 'timer', status: 480 });
  });
});

describe('what happens is in the log before anybody hears of it', () => {
  const ring = ['dialled', '100 INVITE', 'ringing', '180 INVITE'];
  const answer = [...ring, 'answered', '200 INVITE'];
  const acknowledged = async (line: Line) => {
    const { tag } = await answered(line);
    line.caller.send('ACK', { branch: 'z9hG4bK-ack', tag });
    await roundTrip(line);
    return { tag };
  };
  const ringing = async ({ caller, pass }: Line) => {
    caller.send('INVITE', {});
    await caller.hear();
    pass(1);
    await caller.hear();
  };

  test('the person hangs up', async () => {
    const line = await lineTo(person);
    await acknowledged(line);
    line.pass(60);
    expect(line.order()).toEqual([...answer, 'ended', 'BYE']);
  });

  test('the person hangs up, and the ACK comes later', async () => {
    const line = await lineTo({ ...person, talkSeconds: 20 });
    const { tag } = await answered(line);
    line.pass(20);
    expect(line.order()).toEqual([...answer, 'ended']);
    line.caller.send('ACK', { branch: 'z9hG4bK-ack', tag });
    expect(await line.caller.hear()).toBe('BYE');
    expect(line.order()).toEqual([...answer, 'ended', 'BYE']);
  });

  test('the person hangs up, and the ACK never comes', async () => {
    const line = await lineTo({ ...person, talkSeconds: 20 });
    await answered(line);
    line.pass(20);
    line.wall.pass(32_000);
    expect(line.order()).toEqual([...answer, 'ended', 'BYE']);
  });

  test('the answer is given up without an ACK', async () => {
    const line = await lineTo({ ...person, talkSeconds: 36_000 });
    await answered(line);
    line.wall.pass(32_000);
    expect(line.order()).toEqual([...answer, 'ended', 'BYE']);
  });

  test('the caller hangs up', async () => {
    const line = await lineTo(person);
    const { tag } = await acknowledged(line);
    line.caller.send('BYE', { branch: 'z9hG4bK-bye', tag, cseq: 2 });
    await line.caller.hear();
    expect(line.order()).toEqual([...answer, 'ended', '200 BYE']);
  });

  test('the caller does not wait', async () => {
    const line = await lineTo(person);
    await ringing(line);
    line.caller.send('CANCEL', {});
    expect([await line.caller.hear(), await line.caller.hear()]).toEqual([200, 487]);
    expect(line.order()).toEqual([...ring, '200 CANCEL', 'ended', '487 INVITE']);
  });

  test('the network refuses', async () => {
    const line = await lineTo({ behaviour: 'busy-then-no-answer' });
    line.caller.send('INVITE', {});
    await line.caller.hear();
    line.pass(1.5);
    expect(line.order()).toEqual(['dialled', '100 INVITE', 'ended', '486 INVITE']);
  });

  test('nobody answers for three minutes', async () => {
    const line = await lineTo(null);
    await ringing(line);
    line.pass(181);
    expect(line.order()).toEqual([...ring, 'ended', '480 INVITE']);
  });
});

describe('what else a trunk is asked', () => {
  test.each([
    ['OPTIONS', {}, 200],
    ['REGISTER', {}, 405],
    ['BYE', { tag: 'unknown' }, 481],
    ['CANCEL', {}, 481],
    ['INVITE', { to: '030' }, 484],
    ['INVITE', { extra: ['Require: 100rel'] }, 420],
    ['INVITE', { tag: 'unknown' }, 481],
  ] as const)('%s %j is answered with %d', async (method, options, status) => {
    const line = await lineTo(person);
    line.caller.send(method, { ...options, extra: [...('extra' in options ? options.extra : [])] });
    expect(await line.caller.hear()).toBe(status);
    expect(line.events()).toEqual([]);
  });
});

describe('what the carrier remembers', () => {
  test('who has asked to be called back does not ask again, nor after the carrier was killed', async () => {
    const asking = { ...person, asksToCallBack: 'weekend' as const };
    const first = await lineTo(asking);
    await answered(first);
    expect(first.carrier.hear('call-1')).toMatchObject({ asksToCallBack: 'weekend' });
    expect(first.log.at(-1)).toMatchObject({ event: 'answered', asked: true });
    const second = await lineTo(asking, first.log);
    await answered(second);
    expect(second.carrier.hear('call-1')).toMatchObject({ asksToCallBack: null });
    expect(second.log.map(({ call }) => call)).toEqual([2, 2, 2]);
  });
});

/** Whatever was sent to the carrier before has arrived after this, and nothing else had come back. */
async function roundTrip({ caller }: Line): Promise<void> {
  roundTrips += 1;
  caller.send('OPTIONS', { branch: `z9hG4bK-${roundTrips}`, callId: 'other' });
  const { envelope } = await caller.next();
  expect(envelope.cseq.method).toBe('OPTIONS');
}
let roundTrips = 0;
