import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MediaEvent } from '../../app/media.ts';
import { AppError } from '../../core/app-error.ts';
import type { LegId } from '../../core/ids.ts';
import { BrowserEnd } from './browser/browser-end.fixture.ts';
import { createRelay, type Relay } from './relay.ts';
import { openTelephone, rtp, type Telephone, toneFrame, Waiting } from './telephone.fixture.ts';

const caller = 'caller' as LegId;
const contact = 'contact' as LegId;

let relay: Relay;
let events: Waiting<MediaEvent>;
const errors: unknown[] = [];
const telephones: Telephone[] = [];
beforeEach(async () => {
  events = new Waiting();
  errors.length = 0;
  const sounds = {
    moment: new Uint8Array(800).fill(0x21),
    hello: new Uint8Array(800).fill(0x22),
    sorry: new Uint8Array(800).fill(0x23),
  };
  relay = await createRelay({ sounds, host: '127.0.0.1', onError: (error) => errors.push(error) });
  relay.follow((event) => events.push(event));
});
afterEach(async () => {
  await relay.close();
  for (const phone of telephones.splice(0)) phone.close();
});

async function phoneOn(leg: LegId) {
  const phone = await openTelephone();
  telephones.push(phone);
  const at = await relay.openPhoneLeg(leg);
  relay.describe(leg, phone.describes());
  return { phone, at };
}

it('two telephones talk across the thread, and the figures say so', async () => {
  const a = await phoneOn(caller);
  const b = await phoneOn(contact);
  relay.bridge({ caller, contact, way: 'talk' });
  for (let at = 0; at < 20; at++) {
    a.phone.say(a.at, toneFrame(433, at));
    await b.phone.heard.find((it) => it.payload.equals(toneFrame(433, at)));
    b.phone.say(b.at, toneFrame(711, at));
    await a.phone.heard.find((it) => it.payload.equals(toneFrame(711, at)));
  }
  const figures = await relay.figures();
  expect(figures.map(({ leg, received, lossHere }) => ({ leg, received, lossHere }))).toEqual([
    { leg: caller, received: 20, lossHere: 0 },
    { leg: contact, received: 20, lossHere: 0 },
  ]);
  expect(figures[0]?.lastHeardAt).toBeGreaterThan(1.7e12);
  const said = events.all.map(({ kind, leg }) => `${kind} ${leg}`);
  expect(said.sort()).toEqual(['heard caller', 'heard contact']);
});

it('a leg that is up and idle hears silence, 50 frames a second', async () => {
  const { phone } = await phoneOn(caller);
  const heard = await phone.heard.count(30);
  const first = heard[0] ?? expect.fail();
  const steps = heard.map((it) => ((it.timestamp - first.timestamp) >>> 0) / 160);
  // A machine that stands still may leave slots out; none comes twice, and none between.
  expect(steps.every(Number.isInteger)).toBe(true);
  expect(new Set(steps).size).toBe(heard.length);
});

it('a browser talks with a telephone', async () => {
  const browser = await BrowserEnd.open();
  const answer = await relay.openBrowserLeg(caller, browser.offer);
  const ssrc = Number(/^a=ssrc:(\d+) cname/m.exec(answer)?.[1]);
  const { phone, at } = await phoneOn(contact);
  relay.bridge({ caller, contact, way: 'talk' });
  browser.follow(answer);
  await browser.ask();
  const packet = await browser.hear();
  expect(packet?.readUInt32BE(8)).toBe(ssrc);
  phone.say(at);
  await events.find((it) => it.kind === 'heard' && it.leg === contact);
  relay.close(caller);
  relay.close(contact);
  expect(await relay.figures()).toEqual([]);
  browser.close();
});

it('an offer that cannot be taken is told as such', async () => {
  const opening = relay.openBrowserLeg(caller, 'v=0\r\n');
  await expect(opening).rejects.toBeInstanceOf(AppError);
  await expect(opening).rejects.toMatchObject({ code: 'error.voice.offer' });
  expect(await relay.figures()).toEqual([]);
});

it('what is not there is left alone', async () => {
  relay.close(caller);
  relay.unbridge(caller);
  relay.play(caller, 'moment');
  relay.press(caller, '1');
  relay.echo(caller, true);
  relay.analyse(caller);
  relay.bridge({ caller, contact, way: 'talk' });
  expect(await relay.figures()).toEqual([]);
  expect(errors).toEqual([]);
});

it('a message that no sound is named for is heard on the other thread, too', async () => {
  const { phone } = await phoneOn(contact);
  const message = new Uint8Array(320).fill(0x31);
  relay.play(contact, message);
  const heard = await phone.heard.find((it) => it.payload[0] === 0x31);
  expect(heard.payload).toEqual(Buffer.from(message.subarray(0, 160)));
});

it('keys are told; those of the caller are for us, and reach the contact only when told so', async () => {
  const a = await phoneOn(caller);
  const b = await phoneOn(contact);
  relay.bridge({ caller, contact, way: 'talk' });
  const press = Buffer.from([5, 10, 0, 160]);
  a.phone.sendRaw(a.at, rtp({ sequence: 1, payloadType: 101, hasMarker: true }, press));
  await events.find((it) => it.kind === 'digit' && it.leg === caller && it.digit === '5');
  b.phone.sendRaw(b.at, rtp({ sequence: 1, payloadType: 101, hasMarker: true }, press));
  await a.phone.heard.find((it) => it.payloadType === 101 && it.payload.equals(press));
  relay.press(caller, '#');
  await b.phone.heard.find((it) => it.payloadType === 101 && it.payload[0] === 11);
  expect(b.phone.heard.all.filter((it) => it.payload.equals(press))).toEqual([]);
});

it('a thread that dies is an error, its legs are down, and the next leg starts a new one', async () => {
  await phoneOn(caller);
  // The thread is the relay's own affair: it is found where it is spoken to.
  const post = Worker.prototype.postMessage;
  const found = Promise.withResolvers<Worker>();
  Worker.prototype.postMessage = function (this: Worker, ...message: Parameters<typeof post>) {
    found.resolve(this);
    post.apply(this, message);
  };
  relay.unbridge(caller);
  Worker.prototype.postMessage = post;
  await (await found.promise).terminate();
  await events.find((it) => it.kind === 'down' && it.leg === caller);
  expect(errors).toHaveLength(1);
  const { phone } = await phoneOn(caller);
  await phone.heard.count(1);
});
