import type { InstallationView, ShiftView } from '../../src/protocol/views.ts';
import { guideSample } from '../../src/web/samples/guide.sample.ts';
import * as sample from '../../src/web/samples/shift.sample.ts';
import type { ScreenState } from './screen-states.ts';
import type { Answers } from './server-state.ts';

const installation: InstallationView = {
  ...{ version: '0.1.0', protocol: 1, locale: 'de', needsSetup: false, isSignedIn: true, isDemo: true },
};

/** The caller's page while the shift is like this; null: not on shift. */
export function shiftState(
  name: string,
  view: ShiftView | null,
  more: { answers?: Answers; waitFor?: string; act?: ScreenState['act']; isAway?: boolean } = {},
): ScreenState {
  return {
    name,
    path: '/schicht',
    server: {
      answers: {
        installation,
        me: sample.callerMe,
        shift: { shift: view },
        guide: guideSample,
        saveDraft: { draft: null },
        plannedShifts: { shifts: [] },
        ...more.answers,
      },
      live: (topic) => (topic.kind === 'shift' ? { kind: 'shift', view } : null),
      now: sample.shiftNow,
    },
    waitFor: more.waitFor ?? 'main h1, header h1, .call h1',
    ...(more.act === undefined ? {} : { act: more.act }),
  };
}
