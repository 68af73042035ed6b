import { describe, expect, it } from 'vitest';
import { instantOf } from '../../core/calendar/local-time.ts';
import { HOUR, MINUTE, SECOND } from '../../core/instant.ts';
import type { Client } from '../../protocol/client.ts';
import type { CallView, MeView, ShiftView } from '../../protocol/views.ts';
import { handWall } from '../hand-wall.fixture.ts';
import { ServerClock } from './server-clock.ts';
import { SimulatedCaller } from './simulated-caller.ts';
import type { Voice } from './voice.ts';

const OPEN = instantOf('2012-03-13', 16 * 60, 'Europe/Berlin');
const openings = [{ fromAt: OPEN, untilAt: OPEN + 4 * HOUR }];
const campaign = {
  key: 'k',
  title: 'K',
  unit: 'LV',
  state: 'running' as const,
  timezone: 'Europe/Berlin',
  period: { from: '2012-03-13', until: '2012-03-13' },
  openings,
  figuresPerPerson: false,
};
const shift: ShiftView = {
  shiftId: 's',
  campaign,
  callerName: 'Demo 1',
  state: 'pause',
  since: OPEN,
  call: null,
  waiting: null,
  today: { calls: 0, conversations: 0 },
  asksForHelp: false,
  isAhead: false,
  wantsPause: false,
  showsFirst: false,
  hasLapsed: false,
  practice: { isRequired: false, isDone: true },
  pairedPhone: 'none',
  voice: { way: 'text', ways: ['text'], line: 'none', phone: null, trouble: null },
  now: OPEN,
};
const call: CallView = {
  attemptId: 'a1',
  isCallback: false,
  isUnfinished: false,
  card: {
    givenName: '',
    familyName: '',
    branch: null,
    joinedOn: null,
    email: null,
    reasons: [],
    promise: null,
    earlier: [],
    lastContacts: [],
    dialled: '',
    dialledFrom: null,
    otherNumbers: [],
    numbers: [],
    notBefore: null,
    callerId: '',
    localContact: null,
    offers: [],
    signUps: [],
    zone: null,
  },
  line: 'ringing',
  dialledAt: OPEN,
  answeredAt: null,
  endedAt: null,
  ringSeconds: 35,
  tel: null,
  trunk: null,
  placesLeft: {},
  hint: null,
  proposal: null,
  isSettled: false,
  isSkipped: false,
  reported: null,
  undoUntil: null,
  draft: null,
  heard: null,
};
const person: Voice = {
  kind: 'person',
  answers: {
    integration: 'integrated',
    reception: 'pleased',
    wantsNewsletter: true,
    wantsLocalContact: false,
    accepts: ['camp'],
    channels: [],
  },
  asksToCallBack: null,
};

/** A caller who has come and hears `voice`; `asked` is what the server was told. */
function openCaller(voice: Voice | null, view: ShiftView = shift) {
  const hand = handWall();
  const clock = new ServerClock({ now: hand.wall, after: (ms, run) => ({ cancel: hand.setTimer(run, ms) }) });
  clock.set(OPEN + MINUTE, 1);
  const asked: { name: string; body: unknown }[] = [];
  const notes: string[] = [];
  const errors: unknown[] = [];
  let state = view;
  const doors = {
    call: async (name: string, request?: { body?: { attemptId?: string } }) => {
      asked.push({ name, body: request?.body });
      if (name === 'report' && state.call !== null)
        state = { ...state, call: { ...state.call, reported: request?.body as never } };
      if (name === 'chooseWay') state = { ...state, voice: { ...state.voice, way: 'text' } };
      if (name === 'ready') state = { ...state, state: 'ready', call: null };
      // What came of it is on the live line before the answer is here.
      caller.show({ kind: 'shift', view: name === 'leave' ? null : state });
      return name === 'leave' ? {} : { ...state, state: 'talking' };
    },
  } as unknown as Client; // Answers as the server would, for the few doors that a caller uses.
  const me: MeView = {
    account: { id: 'x', name: 'Demo 1', role: 'caller' },
    campaigns: [campaign],
    shiftIn: 'k',
    ...{ isNewcomer: false, pledges: [], settings: {} },
    now: OPEN,
  };
  let number = 0;
  const caller = new SimulatedCaller({
    doors,
    ear: { hear: async () => voice },
    clock,
    chance: { next: () => 0.5, uuid: () => `key-${number++}` },
    me,
    newsletterId: 'letter',
    notebook: ({ disposition }) => notes.push(disposition),
    onError: (error) => errors.push(error),
  });
  return {
    ...{ asked, notes, errors, clock },
    show: (next: Partial<ShiftView>) => {
      state = { ...state, ...next };
      caller.show({ kind: 'shift', view: state });
    },
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        hand.pass(SECOND);
        for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      }
    },
    names: () => asked.map((it) => it.name),
  };
}

describe('a simulated caller', () => {
  it('comes to an opening and says when ready', async () => {
    const { show, pass, names } = openCaller(null);
    await pass(3 * 60);
    show({});
    await pass(30);
    expect(names()).toEqual(['openShift', 'ready']);
  });

  it('has no ears, and chooses to read along where there is a choice', async () => {
    const { pass, names, asked } = openCaller(null, {
      ...shift,
      voice: { ...shift.voice, way: null, ways: ['browser', 'text'] },
    });
    await pass(4 * 60);
    expect(names()).toEqual(['openShift', 'chooseWay', 'ready']);
    expect(asked[1]?.body).toEqual({ way: 'text' });
  });

  it('reads for some seconds whom it is to call, and taps once', async () => {
    const { show, pass, names, asked } = openCaller(null);
    show({ state: 'preview', call: { ...call, line: 'preview' } });
    await pass(9);
    expect(names()).toEqual([]);
    show({ state: 'preview', call: { ...call, line: 'preview' } });
    await pass(20);
    expect(names()).toEqual(['dial']);
    expect(asked[0]?.body).toEqual({ attemptId: call.attemptId });
  });

  it('taps for nobody whose card was taken away', async () => {
    const { show, pass, names } = openCaller(null);
    show({ state: 'preview', call: { ...call, line: 'preview' } });
    show({ state: 'ready', call: null });
    await pass(30);
    expect(names()).toEqual([]);
  });

  it('writes down after a talk what was said, once, and goes on', async () => {
    const { show, pass, asked, notes } = openCaller(person);
    show({ state: 'ringing', call });
    show({ state: 'talking', call: { ...call, line: 'talking' } });
    await pass(2);
    const ended = { state: 'wrap-up' as const, call: { ...call, line: 'ended' as const } };
    show(ended);
    show(ended); // The same again, as after a reconnect.
    await pass(60);
    expect(asked.map((it) => it.name)).toEqual(['report', 'ready']);
    expect(asked[0]?.body).toMatchObject({
      disposition: 'conversation-complete',
      answers: { integration: 'integrated' },
      newsletter: 'letter',
      offers: [{ id: 'camp', answer: 'yes' }],
    });
    expect(notes).toEqual(['conversation-complete']);
  });

  it('tells a mailbox while it still speaks, and an announcement before the line ends', async () => {
    const mailbox = openCaller({ kind: 'machine' });
    mailbox.show({ state: 'talking', call: { ...call, line: 'talking' } });
    await mailbox.pass(10);
    expect(mailbox.notes).toEqual(['voicemail']);
    const announcement = openCaller({ kind: 'announcement' });
    announcement.show({ state: 'ringing', call: { ...call, line: 'announcement' } });
    await announcement.pass(16);
    expect(announcement.notes).toEqual(['not-in-service']);
  });

  it('promises the call that the person asked for', async () => {
    const { show, pass, asked } = openCaller({ ...person, asksToCallBack: 'in-two-hours' });
    show({ state: 'talking', call: { ...call, line: 'talking' } });
    await pass(1);
    show({ state: 'wrap-up', call: { ...call, line: 'ended' } });
    await pass(60);
    expect(asked[0]?.body).toMatchObject({ disposition: 'callback-agreed' });
    const callback = asked.map((it) => it.body as { callback: { fromAt: number; untilAt: number } })[0]
      ?.callback ?? { fromAt: 0, untilAt: 0 };
    expect(callback.untilAt - callback.fromAt).toBe(30 * MINUTE);
    expect(Math.abs(callback.fromAt - (OPEN + 2 * HOUR))).toBeLessThan(5 * MINUTE);
  });

  it('finishes first the call that was cut off', async () => {
    const { show, pass, names, notes } = openCaller(null);
    show({ state: 'pause', call: { ...call, line: 'ended', isUnfinished: true } });
    await pass(31);
    expect(notes).toEqual(['technical']);
    expect(names()[0]).toBe('report');
  });

  it('says one word of a call that was cut off after the talk, whatever it was about to say', async () => {
    const { show, pass, notes } = openCaller(person);
    show({ state: 'talking', call: { ...call, line: 'talking' } });
    await pass(2);
    show({ state: 'wrap-up', call: { ...call, line: 'ended' } });
    await pass(20);
    // What the server shows when it is there again; the word planned at the end of the talk comes ten seconds later.
    show({ state: 'pause', call: { ...call, line: 'ended', isUnfinished: true } });
    await pass(10);
    expect(notes).toEqual(['conversation-complete']);
    show({ state: 'pause', call: { ...call, line: 'ended', isUnfinished: true } });
    await pass(30);
    expect(notes).toEqual(['conversation-complete']);
  });

  it('goes home when the opening is over, and not in the middle of a call', async () => {
    const { show, pass, names, clock } = openCaller(person);
    show({ state: 'talking', call: { ...call, line: 'talking' } });
    await pass(1);
    clock.set(OPEN + 4 * HOUR + SECOND, 1);
    await pass(5);
    expect(names()).toEqual([]);
    show({ state: 'wrap-up', call: { ...call, line: 'ended' } });
    await pass(60);
    expect(names()).toEqual(['report', 'leave']);
  });
});
