import type { ShiftView } from '../../app/workplace.ts';
import type { AttemptId } from '../../core/ids.ts';
import type { Handlers, Rooms } from '../handlers.ts';
import { presentShift } from '../present-shift.ts';

type CallerHandlers = Pick<
  Handlers,
  | 'guide'
  | 'openShift'
  | 'shift'
  | 'chooseWay'
  | 'ringMe'
  | 'ready'
  | 'pause'
  | 'wantPause'
  | 'leave'
  | 'talking'
  | 'dial'
  | 'hangUp'
  | 'askForHelp'
  | 'report'
  | 'undo'
  | 'nearlyReady'
>;

/** What a caller does. */
export function callerHandlers({ workplace, heardOf }: Rooms): CallerHandlers {
  const shown = async (shift: Promise<ShiftView>) => presentShift(await shift, heardOf);
  return {
    guide: ({ session, params }) => workplace.guide(session.actor, params.campaign),
    openShift: ({ session, params }) => shown(workplace.openShift(session.actor, params.campaign)),
    async shift({ session }) {
      const shift = await workplace.shift(session.actor);
      return { shift: shift && presentShift(shift, heardOf) };
    },
    chooseWay: ({ session, body }) => shown(workplace.chooseWay(session.actor, body.way, body.phone ?? null)),
    ringMe: ({ session }) => shown(workplace.ringMe(session.actor)),
    ready: ({ session }) => shown(workplace.ready(session.actor)),
    pause: ({ session }) => shown(workplace.pause(session.actor)),
    wantPause: ({ session, body }) => shown(workplace.wantPause(session.actor, body.isWanted)),
    async leave({ session }) {
      await workplace.leave(session.actor);
      return {};
    },
    talking: ({ session, body }) => shown(workplace.talking(session.actor, attempt(body.attemptId))),
    dial: ({ session, body }) => shown(workplace.dial(session.actor, attempt(body.attemptId))),
    hangUp: ({ session, body }) => shown(workplace.hangUp(session.actor, attempt(body.attemptId))),
    askForHelp: ({ session, body }) => shown(workplace.askForHelp(session.actor, body.isWanted)),
    report: ({ session, body }) =>
      shown(workplace.report(session.actor, { ...body, attemptId: attempt(body.attemptId) })),
    async nearlyReady({ session }) {
      await workplace.nearlyReady(session.actor);
      return {};
    },
    undo: ({ session, body }) => shown(workplace.undo(session.actor, attempt(body.attemptId))),
  };
}

function attempt(id: string): AttemptId {
  return id as AttemptId; // The contract says that it is a UUID; whose it is, the workplace asks.
}
