import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LegId } from '../../core/ids.ts';
import type { BrowserEnd } from './browser-end.fixture.ts';
import { HELLO, MOMENT, World } from './legs.fixture.ts';
import { middleOfNtp, readReport, writeReport } from './rtcp.ts';
import { openTelephone, rtp, type Telephone, toneFrame } from './telephone.fixture.ts';

const caller = 'caller' as LegId;
const contact = 'contact' as LegId;
const SILENCE = Buffer.alloc(160, 0xd5);

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.close());

/** Says frames one by one: the next when the last has been heard at the other end. */
async function converse(frames: number, say: (index: number) => void, ear: Telephone | BrowserEnd) {
  const before = ear.heard.all.length;
  for (let index = 0; index < frames; index++) {
    world.now += 20;
    say(index);
    await ear.heard.count(before + index + 1);
  }
  return ear.heard.all.slice(before);
}

describe('two telephones', () => {
  it('hear each other without loss, with distances as they were sent', async () => {
    const a = await world.phone(caller);
    const b = await world.phone(contact);
    world.legs.bridge({ caller, contact, way: 'talk' });
    const there = await converse(50, (at) => a.phone.say(a.at, toneFrame(433, at)), b.phone);
    const back = await converse(50, (at) => b.phone.say(b.at, toneFrame(711, at)), a.phone);
    for (const [heard, hertz] of [
      [there, 433],
      [back, 711],
    ] as const) {
      expect(heard.map((it) => it.payload)).toEqual(heard.map((_, at) => toneFrame(hertz, at)));
      expect(new Set(heard.map((it) => it.source)).size).toBe(1);
      const first = heard[0] ?? expect.fail();
      expect(heard.map((it) => (it.sequence - first.sequence) & 0xffff)).toEqual(heard.map((_, at) => at));
      expect(heard.map((it) => (it.timestamp - first.timestamp) >>> 0)).toEqual(
        heard.map((_, at) => at * 160),
      );
      expect(heard.map((it) => it.hasMarker)).toEqual(heard.map((_, at) => at === 0));
    }
    expect(world.legs.figures()).toMatchObject([
      { leg: caller, received: 50, sent: 50, lossHere: 0 },
      { leg: contact, received: 50, sent: 50, lossHere: 0 },
    ]);
  });

  it('the contact hears nothing before the call is answered, the caller hears early media', async () => {
    const a = await world.phone(caller);
    const b = await world.phone(contact);
    world.legs.bridge({ caller, contact, way: 'listen' });
    await converse(5, () => b.phone.say(b.at), a.phone);
    a.phone.say(a.at, toneFrame(711));
    await world.events.find((it) => it.kind === 'heard' && it.leg === caller);
    world.pass(1);
    const [heard] = await b.phone.heard.count(1);
    expect(heard?.payload).toEqual(SILENCE);
    world.legs.bridge({ caller, contact, way: 'talk' });
    a.phone.say(a.at, toneFrame(711));
    await b.phone.heard.find((it) => it.payload.equals(toneFrame(711)));
  });

  it('without a law in common each hears its own', async () => {
    const a = await world.phone(caller);
    const b = await world.phone(contact);
    world.legs.describe(contact, b.phone.describes({ payloadTypes: [0] }));
    world.legs.bridge({ caller, contact, way: 'talk' });
    const [heard] = await converse(1, () => a.phone.say(a.at, SILENCE), b.phone);
    // A-law's quietest byte is 8 of 32768, in mu-law 0xfe.
    expect(heard).toMatchObject({ payloadType: 0, payload: Buffer.alloc(160, 0xfe) });
    const mu = rtp({ sequence: 1, payloadType: 0 }, Buffer.alloc(160, 0xff));
    const [back] = await converse(1, () => b.phone.sendRaw(b.at, mu), a.phone);
    // The caller takes mu-law: it goes through as it is.
    expect(back).toMatchObject({ payloadType: 0, payload: Buffer.alloc(160, 0xff) });
  });
});

describe('a telephone that is locked in', () => {
  it('nobody from another host speaks into the call, or draws its audio away', async () => {
    const a = await world.phone(caller);
    const b = await world.phone(contact);
    world.legs.bridge({ caller, contact, way: 'talk' });
    const attacker = await openTelephone('127.0.0.9');
    world.telephones.push(attacker);
    for (let at = 0; at < 20; at++) attacker.say(a.at, toneFrame(1000));
    // What arrives after the attack has passed the same socket after it.
    await converse(1, () => a.phone.say(a.at, toneFrame(433)), b.phone);
    for (let at = 0; at < 20; at++) attacker.say(a.at, toneFrame(1000));
    await converse(1, () => a.phone.say(a.at, toneFrame(433, 1)), b.phone);
    expect(b.phone.heard.all.map((it) => it.payload)).toEqual([toneFrame(433), toneFrame(433, 1)]);
    await converse(1, () => b.phone.say(b.at), a.phone);
    expect(attacker.heard.all).toEqual([]);
    expect(world.legs.figures()[0]).toMatchObject({ received: 2 });
  });

  it('what overtook the answer is heard with it, if it came from who is described there', async () => {
    for (const isTheirs of [true, false]) {
      const leg = `early-${isTheirs}` as LegId;
      const at = await world.legs.openPhone(leg);
      const b = await world.phone(contact);
      world.legs.bridge({ caller: leg, contact, way: 'talk' });
      const phone = await openTelephone();
      const other = await openTelephone('127.0.0.9');
      world.telephones.push(phone, other);
      (isTheirs ? phone : other).say(at, toneFrame(1000));
      // On loopback it lies in the socket now: two turns of the event loop take it out.
      await new Promise(setImmediate);
      await new Promise(setImmediate);
      expect(b.phone.heard.all).toEqual([]);
      world.legs.describe(leg, phone.describes());
      await converse(1, () => phone.say(at, toneFrame(433)), b.phone);
      const first = b.phone.heard.all[0]?.payload;
      expect(first).toEqual(toneFrame(isTheirs ? 1000 : 433));
    }
  });

  it.each(['0.0.0.0', '::', 'phone.example'])('nothing goes to %s', async (host) => {
    const { phone } = await world.phone(contact);
    const { port } = phone.audio.address();
    world.legs.describe(contact, phone.describes({ address: { host, port } }));
    world.pass(5);
    expect(world.legs.figures()[0]).toMatchObject({ sent: 0 });
  });

  it('the port of the first packet is the one, until a new answer unlocks it', async () => {
    const a = await world.phone(caller);
    const b = await world.phone(contact);
    world.legs.bridge({ caller, contact, way: 'talk' });
    const turned = await openTelephone();
    world.telephones.push(turned);
    // The described port, turned by a router on the way.
    await converse(1, () => turned.say(a.at, toneFrame(500)), b.phone);
    await converse(1, () => b.phone.say(b.at), turned);
    a.phone.say(a.at, toneFrame(600));
    await converse(1, () => turned.say(a.at, toneFrame(501)), b.phone);
    expect(b.phone.heard.all.map((it) => it.payload)).toEqual([toneFrame(500), toneFrame(501)]);
    world.legs.describe(caller, a.phone.describes());
    await converse(1, () => a.phone.say(a.at, toneFrame(600)), b.phone);
    await converse(1, () => b.phone.say(b.at), a.phone);
    expect(turned.heard.all).toHaveLength(1);
  });
});

describe('a browser', () => {
  it('talks with a telephone', async () => {
    const browser = await world.browser(caller);
    const { phone, at } = await world.phone(contact);
    world.legs.bridge({ caller, contact, way: 'talk' });
    const there = await converse(50, (index) => browser.say(toneFrame(711, index)), phone);
    expect(there.map((it) => it.payload)).toEqual(there.map((_, index) => toneFrame(711, index)));
    const back = await converse(50, (index) => phone.say(at, toneFrame(433, index)), browser);
    expect(back.map((it) => it.payload)).toEqual(back.map((_, index) => toneFrame(433, index)));
    expect(new Set(back.map((it) => it.source))).toEqual(new Set([browser.place.ssrc]));
  });

  it('hears one stream from call to call, with the time of the wall', async () => {
    const browser = await world.browser(caller);
    world.pass(10);
    for (const name of ['one', 'two', 'three']) {
      const id = name as LegId;
      const { phone, at } = await world.phone(id);
      world.legs.bridge({ caller, contact: id, way: 'talk' });
      await converse(5, () => phone.say(at), browser);
      world.legs.close(id);
      world.pass(30);
    }
    const heard = browser.heard.all;
    expect(new Set(heard.map((it) => it.source)).size).toBe(1);
    const first = heard[0] ?? expect.fail();
    expect(heard.map((it) => (it.sequence - first.sequence) & 0xffff)).toEqual(heard.map((_, at) => at));
    const last = heard.at(-1) ?? expect.fail();
    const elapsed = 9 + 3 * 35;
    expect((last.timestamp - first.timestamp) >>> 0).toBe(elapsed * 160);
    const steps = heard.slice(1).map((it, at) => (it.timestamp - (heard[at]?.timestamp ?? 0)) >>> 0);
    expect(Math.min(...steps)).toBe(160);
  });

  it('comes back by a new connection: same source, same call', async () => {
    const old = await world.browser(caller);
    const { phone, at } = await world.phone(contact);
    world.legs.bridge({ caller, contact, way: 'talk' });
    await converse(2, () => phone.say(at), old);
    const fresh = await world.browser(caller);
    expect(old.isClosed).toBe(true);
    expect(fresh.place).toEqual(old.place);
    await converse(2, () => phone.say(at), fresh);
    await converse(2, () => fresh.say(), phone);
    expect(fresh.heard.all[0]?.source).toBe(old.heard.all[0]?.source);
    old.channel.onDown();
    expect(world.events.all.filter((it) => it.kind === 'down')).toEqual([]);
    fresh.channel.onDown();
    expect(world.events.all.filter((it) => it.kind === 'down')).toEqual([{ kind: 'down', leg: caller }]);
  });

  it('takes nothing forged, and nothing twice', async () => {
    const browser = await world.browser(caller);
    const taken: Buffer[] = [];
    const listen = browser.channel.onDatagram;
    browser.channel.onDatagram = (bytes) => {
      taken.push(Buffer.from(bytes));
      listen(bytes);
    };
    browser.say();
    const [packet] = taken;
    if (packet === undefined) return expect.fail();
    listen(Buffer.from(packet));
    const forged = Buffer.from(packet);
    forged[3] = (forged[3] ?? 0) + 1;
    listen(forged);
    expect(world.legs.figures()[0]).toMatchObject({ received: 1 });
  });
});

describe('key presses', () => {
  const keyOf = (payload: Buffer) => payload[0];

  it("come out with the other side's payload type, told once", async () => {
    const browser = await world.browser(caller);
    const { phone, at } = await world.phone(contact);
    world.legs.bridge({ caller, contact, way: 'talk' });
    for (const [index, duration, end] of [
      [0, 160, 0],
      [1, 320, 0],
      [2, 320, 0x80],
      [3, 320, 0x80],
    ] as const) {
      const payload = Buffer.from([7, end | 10, duration >> 8, duration & 0xff]);
      phone.sendRaw(at, rtp({ sequence: index, timestamp: 800, payloadType: 101 }, payload));
      await browser.heard.count(index + 1);
    }
    expect(browser.heard.all.map((it) => it.payloadType)).toEqual([110, 110, 110, 110]);
    expect(new Set(browser.heard.all.map((it) => it.timestamp)).size).toBe(1);
    expect(world.events.all.filter((it) => it.kind === 'digit')).toEqual([
      { kind: 'digit', leg: contact, digit: '7' },
    ]);
  });

  it('of the page reach the telephone, in place of what is said meanwhile', async () => {
    const browser = await world.browser(caller);
    const { phone } = await world.phone(contact);
    world.legs.bridge({ caller, contact, way: 'talk' });
    world.legs.press(caller, '4#');
    world.pass(24, () => browser.say());
    const heard = await phone.heard.count(24);
    const keys = heard.filter((it) => it.payloadType === 101);
    expect(keys.map((it) => keyOf(it.payload))).toEqual([...Array(8).fill(4), ...Array(8).fill(11)]);
    expect(keys.filter((it) => it.hasMarker)).toHaveLength(2);
    expect(new Set(keys.map((it) => it.timestamp)).size).toBe(2);
    expect(heard.at(-1)?.payloadType).toBe(8);
  });

  it('are left out where the other side knows none', async () => {
    await world.browser(caller);
    const { phone } = await world.phone(contact);
    world.legs.describe(contact, phone.describes({ telephoneEvent: null }));
    world.legs.bridge({ caller, contact, way: 'talk' });
    world.legs.press(caller, '4');
    world.pass(10);
    const heard = await phone.heard.count(10);
    expect(new Set(heard.map((it) => it.payloadType))).toEqual(new Set([8]));
  });
});

describe('figures', () => {
  it('say what was lost on the way here, and tell the sender', async () => {
    const browser = await world.browser(caller);
    const { phone, at } = await world.phone(contact);
    world.legs.bridge({ caller, contact, way: 'talk' });
    for (let index = 0; index < 90; index++) {
      if (index % 10 === 5) phone.lose(1);
      await converse(1, () => phone.say(at), browser);
    }
    const figures = world.legs.figures().find((it) => it.leg === contact);
    expect(figures?.received).toBe(90);
    expect(figures?.lossHere).toBeCloseTo(0.09, 2);
    // What was lost before us is lost for the listener, too: it is not hidden.
    const heard = browser.heard.all;
    expect(((heard.at(-1)?.sequence ?? 0) - (heard[0]?.sequence ?? 0)) & 0xffff).toBe(98);
    world.pass(500);
    const report = readReport((await phone.reports.count(1))[0] ?? Buffer.alloc(0));
    expect(report?.blocks[0]).toMatchObject({ lost: 9, lostShare: expect.closeTo(0.09, 1) });
  });

  it('say what the other side has lost, and how long the way is there and back', async () => {
    const { phone, at } = await world.phone(contact);
    world.pass(50);
    const [first] = await phone.heard.count(50);
    if (first === undefined) return expect.fail();
    const block = {
      source: first.source,
      lostShare: 0.2,
      lost: 10,
      highest: first.sequence + 49,
      jitter: 0,
      lastReport: middleOfNtp(world.now - 300),
      sinceLastReport: (0.25 * 65_536) | 0,
    };
    const bytes = Buffer.alloc(200);
    const length = writeReport(bytes, { source: 1, cname: 'phone', sent: null, block, isLast: false });
    phone.control.send(bytes.subarray(0, length), at.port + 1, at.host);
    while (world.legs.figures()[0]?.lossThere === null) await new Promise((resolve) => setImmediate(resolve));
    const [figures] = world.legs.figures();
    expect(figures?.lossThere).toBeCloseTo(0.2);
    expect(figures?.roundTripMs).toBeCloseTo(50, 0);
  });

  it('end with a goodbye', async () => {
    const { phone } = await world.phone(contact);
    world.pass(1);
    await phone.heard.count(1);
    world.legs.close(contact);
    const reports = await phone.reports.count(1);
    expect(readReport(reports.at(-1) ?? Buffer.alloc(0))?.goodbyes).toEqual([phone.heard.all[0]?.source]);
  });
});

describe('hints', () => {
  it('an announcement, told once; and with the analysis a mailbox', async () => {
    const { phone, at } = await world.phone(contact);
    const tones = [950, 1400, 1800, 950, 1400, 1800].flatMap((hertz) =>
      Array.from({ length: 17 }, (_, index) => toneFrame(hertz, index)),
    );
    for (const frame of tones) phone.say(at, frame);
    await world.events.find((it) => it.kind === 'hint' && it.hint === 'announcement');
    world.legs.analyse(contact);
    for (let index = 0; index < 100; index++) phone.say(at, toneFrame(300, index));
    await world.events.find((it) => it.kind === 'hint' && it.hint === 'mailbox');
    expect(world.events.all.filter((it) => it.kind === 'hint')).toHaveLength(2);
  });

  it('without the analysis nobody listens to greetings', async () => {
    const { phone, at } = await world.phone(contact);
    for (let index = 0; index < 100; index++) phone.say(at, toneFrame(300, index));
    for (let index = 0; index < 30; index++) phone.say(at, toneFrame(1100, index));
    await world.events.find((it) => it.kind === 'hint');
    expect(world.events.all.filter((it) => it.kind === 'hint')).toEqual([
      { kind: 'hint', leg: contact, hint: 'fax' },
    ]);
  });
});

describe('who hears nobody', () => {
  it('hears silence, 50 frames a second, none of them twice', async () => {
    const browser = await world.browser(caller);
    world.pass(25, () => world.legs.tick());
    expect(browser.heard.all).toHaveLength(25);
    expect(browser.heard.all.every((it) => it.payload.equals(SILENCE))).toBe(true);
  });

  it('after a stall hears what is due now, and no burst', async () => {
    const browser = await world.browser(caller);
    world.pass(2);
    world.now += 500;
    world.pass(1);
    const [, before, after] = browser.heard.all;
    expect(((after?.timestamp ?? 0) - (before?.timestamp ?? 0)) >>> 0).toBe(26 * 160);
    expect(browser.heard.all).toHaveLength(3);
  });

  it('hears the ring tone, a second in five, until real audio comes', async () => {
    const browser = await world.browser(caller);
    const { phone, at } = await world.phone(contact);
    world.legs.bridge({ caller, contact, way: 'listen' });
    world.legs.play(caller, 'ringing');
    world.pass(600);
    const rings = browser.heard.all.map((it) => !it.payload.equals(SILENCE));
    expect(rings).toEqual(rings.map((_, frame) => frame % 250 < 50));
    await converse(3, () => phone.say(at), browser);
    world.pass(40);
    expect(browser.heard.all.slice(603).every((it) => it.payload.equals(SILENCE))).toBe(true);
  });

  it('hears "Moment bitte" when the other side falls silent, until it is back', async () => {
    const browser = await world.browser(caller);
    const { phone, at } = await world.phone(contact);
    world.legs.bridge({ caller, contact, way: 'talk' });
    await converse(3, () => browser.say(), phone);
    await converse(3, () => phone.say(at), browser);
    world.pass(95);
    expect(world.events.all.some((it) => it.kind === 'silent')).toBe(false);
    world.pass(10);
    expect(world.events.all.filter((it) => it.kind === 'silent')).toEqual([
      { kind: 'silent', leg: caller },
      { kind: 'silent', leg: contact },
    ]);
    world.legs.play(contact, 'moment');
    // In pieces: a socket holds so many packets and no more.
    for (let second = 0; second < 10; second++) {
      const before = phone.heard.all.length;
      world.pass(50);
      await phone.heard.count(before + 50);
    }
    const moments = phone.heard.all.filter((it) => it.payload[0] === MOMENT);
    expect(moments).toHaveLength(20);
    browser.say(toneFrame(711));
    await phone.heard.find((it) => it.payload.equals(toneFrame(711)));
    expect(world.events.all.filter((it) => it.kind === 'heard').at(-1)).toEqual({
      kind: 'heard',
      leg: caller,
    });
  });

  it('hears the voice of the loudspeaker test once', async () => {
    const browser = await world.browser(caller);
    world.legs.play(caller, 'hello');
    world.pass(600);
    expect(browser.heard.all.filter((it) => it.payload[0] === HELLO)).toHaveLength(10);
  });

  it('hears a message of its own once, to its end', async () => {
    const { phone } = await world.phone(contact);
    world.legs.play(contact, new Uint8Array(1600).fill(MOMENT));
    world.pass(50);
    await phone.heard.count(50);
    expect(phone.heard.all.filter((it) => it.payload[0] === MOMENT)).toHaveLength(10);
  });

  it('hears itself a second later, and nothing of it again', async () => {
    const browser = await world.browser(caller);
    world.legs.echo(caller, true);
    let frame = 0;
    world.pass(50, () => browser.say(toneFrame(711, frame++)));
    world.pass(200);
    const heard = browser.heard.all.map((it) => it.payload);
    const begin = heard.findIndex((it) => it.equals(toneFrame(711, 0)));
    expect(begin).toBeGreaterThanOrEqual(49);
    expect(begin).toBeLessThanOrEqual(51);
    expect(heard.slice(begin, begin + 50)).toEqual(Array.from({ length: 50 }, (_, at) => toneFrame(711, at)));
    expect(heard.slice(begin + 50).every((it) => it.equals(SILENCE))).toBe(true);
    world.legs.echo(caller, false);
  });
});
