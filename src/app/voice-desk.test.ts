import { beforeEach, describe, expect, test } from 'vitest';
import type { AttemptId, E164, LegId, ShiftId, TrunkId } from '../core/ids.ts';
import { SECOND } from '../core/instant.ts';
import type { KeypadCommand } from '../core/keypad-results.ts';
import { type CallEvidence, noEvidence } from '../core/outcome/call-evidence.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import type { Clock, DialRequest, LegEvent } from './ports.ts';
import { recordingMedia } from './recording-media.fixture.ts';
import { createVoiceDesk, type VoiceDesk } from './voice-desk.ts';

// Texts of the test, checked by nobody.
const SHIFT = 'shift' as ShiftId;
const OWN = '+493023125012' as E164;
const OTHER = '+493023125013' as E164;
const CALLER_ID = '+493023125000' as E164;
const by = (way: SpeakWay | null) => ({ id: SHIFT, way });

interface Dialled {
  readonly request: DialRequest;
  readonly say: (event: LegEvent) => Promise<void>;
  isHungUp: boolean;
}

let relay: ReturnType<typeof recordingMedia>;
let desk: VoiceDesk;
let dialled: Dialled[];
let changed: ShiftId[];
let commands: KeypadCommand[];
let errors: unknown[];
let tasks: { at: number; task: () => Promise<void> }[];
let now: number;
let silent: string[];

const clock: Clock = {
  now: () => now,
  at(at, task) {
    const entry = { at, task };
    tasks.push(entry);
    return {
      cancel() {
        tasks = tasks.filter((it) => it !== entry);
      },
    };
  },
};

async function wait(ms: number): Promise<void> {
  now += ms;
  const due = tasks.filter((it) => it.at <= now);
  tasks = tasks.filter((it) => it.at > now);
  for (const { task } of due) await task();
}

beforeEach(() => {
  relay = recordingMedia();
  [dialled, changed, commands, errors, tasks, silent] = [[], [], [], [], [], []];
  now = 1_000_000;
  let calls = 0;
  desk = createVoiceDesk({
    ...{ media: relay.media, clock, ways: ['browser', 'phone', 'own'], trunkId: 'test' as TrunkId },
    telephony: () => ({
      dial(request, say) {
        const call: Dialled = { request, say, isHungUp: false };
        dialled.push(call);
        return {
          hangUp() {
            call.isHungUp = true;
          },
        };
      },
    }),
    callerIdOf: async () => CALLER_ID,
    async withoutSound({ attemptId }) {
      silent.push(attemptId);
      const nothing = () => {};
      return {
        address: { host: '127.0.0.1', port: 9 },
        ...{ connect: nothing, alerting: nothing, answered: nothing, close: nothing },
      };
    },
    chance: {
      uuid() {
        calls += 1;
        return `p${calls}`;
      },
    },
    onChanged: (shiftId) => changed.push(shiftId),
    onKeypad: (_, command) => commands.push(command),
    onError: (error) => errors.push(error),
  });
});

const callTo = (attemptId: string, changes: Partial<DialRequest> = {}): DialRequest => ({
  ...{ attemptId: attemptId as AttemptId, shiftId: SHIFT, side: 'contact', analyseSound: false },
  ...{ trunkId: 'test' as TrunkId, to: OTHER, from: CALLER_ID, ringSeconds: 35, ...changes },
});
const ended = (seen: Partial<CallEvidence>): LegEvent => ({
  kind: 'ended',
  evidence: { ...noEvidence, ...seen },
});
const hungUp = ended({ sipStatus: 200, releasedBy: 'them', ms: { ...noEvidence.ms, answered: 1, ended: 2 } });

async function browserIsUp(): Promise<void> {
  await desk.connect(by('browser'), 'offer');
  relay.hear('heard', SHIFT);
  relay.told();
  changed = [];
}

/** The caller's own phone has rung and was answered. */
async function phoneIsUp() {
  await desk.chosen(by('phone'), OWN);
  return answerPhone();
}

async function answerPhone() {
  await expect.poll(() => dialled.length).toBeGreaterThan(0);
  const call = dialled.at(-1);
  if (call === undefined) throw new Error('nobody was rung');
  const end = await desk.open(call.request, () => {});
  end.answered();
  relay.told();
  changed = [];
  return { call, end };
}

describe('a caller in the browser', () => {
  test('is heard as soon as the relay hears the browser, and the dialler is told', async () => {
    expect([desk.lineOf(by('browser')), desk.isHeard(by('browser'))]).toEqual(['connecting', false]);
    expect(await desk.connect(by('browser'), 'offer')).toBe('answer to offer');
    expect([desk.lineOf(by('browser')), desk.isHeard(by('browser'))]).toEqual(['connecting', false]);
    relay.hear('heard', SHIFT);
    expect([desk.lineOf(by('browser')), desk.isHeard(by('browser'))]).toEqual(['up', true]);
    expect(changed).toEqual([SHIFT]);
  });

  test('hears the line from the first sound on, and speaks when somebody answers', async () => {
    await browserIsUp();
    const end = await desk.open(callTo('m'), () => {});
    end.alerting();
    end.connect({ address: { host: '127.0.0.1', port: 5_000 }, payloadTypes: [8], telephoneEvent: 101 });
    end.answered();
    end.close();
    expect(relay.told()).toBe(
      `open m, shift-m listen, shift hears ringing, m is at 5000, shift-m talk, shift hears nothing, unbridge m, close m`,
    );
  });

  test('speaks with whom no line says anything, when the caller says that somebody is there', async () => {
    await browserIsUp();
    await desk.open(callTo('m'), () => {});
    relay.told();
    desk.talking('m' as AttemptId);
    desk.talking('another' as AttemptId);
    expect(relay.told()).toBe('shift-m talk');
  });

  test('is away and back: the member hears “Moment” meanwhile', async () => {
    await browserIsUp();
    (await desk.open(callTo('m'), () => {})).answered();
    relay.told();
    relay.hear('silent', SHIFT);
    expect(desk.isHeard(by('browser'))).toBe(false);
    await desk.connect(by('browser'), 'again');
    relay.hear('heard', SHIFT);
    expect(relay.told()).toBe('m hears moment, browser shift: again, shift-m talk, m hears nothing');
    expect(desk.isHeard(by('browser'))).toBe(true);
  });

  test('keeps the line when a new offer cannot be taken', async () => {
    await browserIsUp();
    await expect(desk.connect(by('browser'), 'bad')).rejects.toThrow('no audio');
    expect(desk.lineOf(by('browser'))).toBe('up');
  });

  test.each(['phone', 'own', 'text', null] as const)('is not let in when the way is %s', async (way) => {
    await expect(desk.connect(by(way), 'offer')).rejects.toMatchObject({ code: 'error.voice.other-way' });
    expect(relay.told()).toBe('');
  });

  test('that changes to the phone while the relay answers has no leg left behind', async () => {
    const connecting = desk.connect(by('browser'), 'offer');
    await desk.chosen(by('phone'), OWN);
    await connecting;
    expect(relay.told()).toBe('browser shift: offer, close shift');
  });

  test('checks the line between two calls, and only then', async () => {
    await browserIsUp();
    desk.check(SHIFT, 'echo');
    desk.check(SHIFT, 'hello');
    await desk.open(callTo('m'), () => {});
    desk.check(SHIFT, 'echo');
    expect(relay.told()).toBe(
      'shift echo on, shift hears hello, shift echo off, open m, shift-m listen, shift hears nothing',
    );
  });

  test('presses keys at the contact', async () => {
    await browserIsUp();
    desk.press(SHIFT, '1');
    await desk.open(callTo('m'), () => {});
    relay.told();
    desk.press(SHIFT, '42#');
    expect(relay.told()).toBe('press 42# of shift');
  });

  test('has its quality read every two seconds', async () => {
    await browserIsUp();
    const figures = {
      ...{ leg: 'shift' as LegId, received: 50, sent: 50, lossHere: 0.02, lossThere: null },
      ...{ jitterMs: 4, roundTripMs: 20, lastHeardAt: null },
    };
    relay.measure([figures]);
    expect(desk.qualityOf(SHIFT)).toBe(null);
    await wait(2 * SECOND);
    expect(desk.qualityOf(SHIFT)).toEqual(figures);
    desk.over(SHIFT);
    await wait(2 * SECOND);
    expect([desk.qualityOf(SHIFT), tasks]).toEqual([null, []]);
  });
});

describe('a caller on the own phone', () => {
  test('is rung once, from the campaign’s number, and stays on the line for all calls', async () => {
    await phoneIsUp();
    expect(dialled.map((it) => it.request)).toEqual([
      callTo('p1', { side: 'caller', to: OWN, from: CALLER_ID }),
    ]);
    expect(desk.isHeard(by('phone'))).toBe(true);
    for (const attempt of ['m', 'n']) {
      const end = await desk.open(callTo(attempt), () => {});
      end.answered();
      end.close();
    }
    desk.ringCaller(SHIFT);
    expect(relay.told()).toBe(
      'open m, p1-m listen, p1-m talk, unbridge m, close m, open n, p1-n listen, p1-n talk, unbridge n, close n',
    );
    expect(dialled).toHaveLength(1);
  });

  test.each([
    [{ sipStatus: 486 }, 'busy'],
    [{ sipStatus: 487, cancelledByUs: true }, 'no-answer'],
    [{ sipStatus: 404 }, 'not-reached'],
  ] as const)('who is not reached (%j) is told why, and rung again when asked', async (seen, trouble) => {
    await desk.chosen(by('phone'), OWN);
    await expect.poll(() => dialled.length).toBe(1);
    await dialled[0]?.say(ended(seen));
    expect([desk.lineOf(by('phone')), desk.isHeard(by('phone'))]).toEqual(['none', false]);
    expect(desk.troubleOf(SHIFT)).toBe(trouble);
    desk.ringCaller(SHIFT);
    expect([desk.lineOf(by('phone')), desk.troubleOf(SHIFT)]).toEqual(['connecting', null]);
    await answerPhone();
    expect(desk.lineOf(by('phone'))).toBe('up');
    expect(dialled).toHaveLength(2);
  });

  test('who hangs up in the middle of a call can be rung again; the member waits', async () => {
    const { call, end } = await phoneIsUp();
    (await desk.open(callTo('m'), () => {})).answered();
    relay.told();
    end.close();
    await call.say(hungUp);
    expect([desk.lineOf(by('phone')), desk.troubleOf(SHIFT)]).toEqual(['lost', 'hung-up']);
    expect(relay.told()).toBe('close p1, unbridge m, m hears moment');
    desk.ringCaller(SHIFT);
    await expect.poll(() => dialled.length).toBe(2);
    const again = await desk.open(callTo('p2', { side: 'caller' }), () => {});
    again.answered();
    expect(relay.told()).toBe('open p2, p2-m listen, p2-m talk, m hears nothing');
  });

  test('shows the last digits alone', async () => {
    await desk.chosen(by('phone'), OWN);
    expect(desk.phoneOf(SHIFT)).toBe('… 012');
    await desk.chosen(by('browser'), null);
    expect(desk.phoneOf(SHIFT)).toBe(null);
  });

  test('of which no number is known cannot be rung', async () => {
    expect(() => desk.ringCaller(SHIFT)).toThrow(expect.objectContaining({ code: 'error.voice.no-phone' }));
    await expect(desk.chosen(by('phone'), null)).rejects.toMatchObject({ code: 'error.voice.no-phone' });
    // As after a restart of the program, which knows no numbers any more.
    expect(desk.lineOf({ id: 'earlier' as ShiftId, way: 'phone' })).toBe('none');
  });

  test('who gives another number is rung there, and no longer at the first', async () => {
    const { call } = await phoneIsUp();
    await desk.chosen(by('phone'), OTHER);
    await expect.poll(() => dialled.length).toBe(2);
    expect([call.isHungUp, dialled[1]?.request.to]).toEqual([true, OTHER]);
  });

  test('is hung up when the shift is left or another way is chosen', async () => {
    const { call } = await phoneIsUp();
    await desk.chosen(by('own'), null);
    expect([call.isHungUp, desk.isHeard(by('own')), desk.lineOf(by('own'))]).toEqual([true, true, 'none']);
    const again = await phoneIsUp();
    desk.over(SHIFT);
    expect([again.call.isHungUp, desk.phoneOf(SHIFT), desk.isHeard(by('phone'))]).toEqual([
      true,
      null,
      false,
    ]);
  });

  test('who leaves before the call went out is not rung', async () => {
    const choosing = desk.chosen(by('phone'), OWN);
    desk.over(SHIFT);
    await choosing;
    await wait(0);
    expect([dialled, errors]).toEqual([[], []]);
  });

  test('gives results by its keys', async () => {
    await phoneIsUp();
    for (const digit of '3#*') relay.say({ kind: 'digit', leg: 'p1' as LegId, digit });
    await desk.open(callTo('m'), () => {});
    for (const digit of '1#') relay.say({ kind: 'digit', leg: 'm' as LegId, digit });
    expect(commands).toEqual([{ kind: 'report', disposition: 'voicemail' }, { kind: 'next' }]);
  });
});

describe('the sound of a call', () => {
  test('is looked at when the campaign wants it; what it suggests is shown', async () => {
    await browserIsUp();
    await desk.open(callTo('m', { analyseSound: true }), () => {});
    expect(relay.told()).toBe('open m, shift-m listen, analyse m');
    relay.say({ kind: 'hint', leg: 'm' as LegId, hint: 'mailbox' });
    expect([desk.hintOf('m' as AttemptId), changed]).toEqual(['mailbox', [SHIFT]]);
    expect(desk.hintOf('n' as AttemptId)).toBe(null);
  });

  test.each(['text', 'own', null] as const)('needs no relay for a shift whose way is %s', async (way) => {
    if (way !== null) await desk.chosen(by(way), null);
    await desk.open(callTo('m'), () => {});
    expect([relay.told(), silent]).toEqual(['', ['m']]);
    expect(desk.isHeard(by(way))).toBe(way !== null);
  });
});

test('nobody is rung, heard or measured any more once it is closed', async () => {
  await browserIsUp();
  desk.close();
  relay.hear('silent', SHIFT);
  await wait(2 * SECOND);
  expect([changed, tasks, relay.told()]).toEqual([[], [], '']);
});

describe('a call that went out before it had a caller', () => {
  const ahead = (onLost = () => {}) => desk.open(callTo('a', { shiftId: null, analyseSound: true }), onLost);

  test('is on nobody’s line until it is given, and then both hear each other at once', async () => {
    await browserIsUp();
    const end = await ahead();
    end.alerting();
    end.answered();
    expect(relay.told()).toBe('open a');
    desk.give('a' as AttemptId, SHIFT);
    expect(relay.told()).toBe('shift-a listen, analyse a, shift-a talk');
    end.close();
    expect(relay.told()).toBe('unbridge a, close a');
  });

  test('is given to somebody who reads without a wire', async () => {
    await desk.chosen(by('text'), null);
    const end = await ahead();
    end.answered();
    desk.give('a' as AttemptId, SHIFT);
    expect(relay.told()).toBe('open a');
    end.close();
    expect(relay.told()).toBe('close a');
  });

  test('that nobody takes hears the message', async () => {
    const end = await ahead();
    end.answered();
    desk.apologise('a' as AttemptId, null);
    end.close();
    expect(relay.told()).toBe('open a, a hears sorry, close a');
  });

  test('that nobody takes hears the campaign’s own message, where it has one', async () => {
    const end = await ahead();
    end.answered();
    desk.apologise('a' as AttemptId, new Uint8Array(24_000));
    end.close();
    expect(relay.told()).toBe('open a, a hears 24000 bytes, close a');
  });

  test('is hung up when the relay dies, as every other one', async () => {
    let isLost = false;
    await ahead(() => {
      isLost = true;
    });
    relay.hear('down', 'a');
    expect(isLost).toBe(true);
  });
});
