import type { InstallationView, ShiftView } from '../../src/protocol/views.ts';
import { guideSample } from '../../src/web/samples/guide.sample.ts';
import {
  announcementSample,
  bareTalkSample,
  callerMe,
  heardTalkSample,
  nobodyLeftSample,
  pausedSample,
  ringingPromiseSample,
  ringingSample,
  savedForGoodSample,
  savedSample,
  settledSample,
  shiftNow,
  shiftSample,
  soonSample,
  talkingSample,
  tomorrowSample,
  undoneSample,
  unfinishedSample,
  waitingSample,
  wrapUpSample,
} from '../../src/web/samples/shift.sample.ts';
import type { ScreenState } from './screen-states.ts';
import type { Answers } from './server-state.ts';

const installation: InstallationView = {
  ...{ version: '0.1.0', protocol: 1, locale: 'de', needsSetup: false, isSignedIn: true, isDemo: true },
};

function state(
  name: string,
  shift: ShiftView | null,
  more: Partial<Pick<ScreenState, 'waitFor' | 'act'>> & { readonly answers?: Answers } = {},
): ScreenState {
  const { answers, ...rest } = more;
  return {
    ...{ name, path: '/schicht', waitFor: 'main h1, header h1, .call h1' },
    server: {
      answers: { installation, me: callerMe, shift: { shift }, guide: guideSample, ...answers },
      live: (topic) => (topic.kind === 'shift' ? { kind: 'shift', view: shift } : null),
      now: shiftNow,
    },
    ...rest,
  };
}

export const shiftStates: readonly ScreenState[] = [
  state('not on shift', null),
  state('nothing to join', null, { answers: { me: { ...callerMe, campaigns: [], shiftIn: null } } }),
  state('first pause', shiftSample),
  state('pause', pausedSample),
  state('waiting', waitingSample),
  state('waiting for the next', soonSample),
  state('waiting until tomorrow', tomorrowSample),
  state('empty', nobodyLeftSample),
  state('ringing', ringingSample),
  state('ringing for a promise', ringingPromiseSample),
  state('announcement', announcementSample),
  state('talking', talkingSample),
  state('talking in the demo', heardTalkSample),
  state('talking, little known', bareTalkSample),
  state('wrap-up', wrapUpSample),
  state('saved', savedSample),
  state('saved for good', savedForGoodSample),
  state('undone', undoneSample),
  state('unfinished', unfinishedSample),
  state('settled', settledSample),
  state('failing', talkingSample, {
    async act(page, cut) {
      cut();
      await page.locator('.banner').waitFor();
    },
  }),
];
