import type { PhoneView } from '../../app/phone-view.ts';
import { AppError } from '../../core/app-error.ts';
import type { AttemptId } from '../../core/ids.ts';
import type { PhoneView as PhoneAnswer } from '../../protocol/views.ts';
import type { DeepReadonly, Handlers, Rooms } from '../handlers.ts';
import { presentShift, reportable } from '../present-shift.ts';

type PhoneHandlers = Pick<
  Handlers,
  | 'pairPhone'
  | 'unpairPhone'
  | 'takePairing'
  | 'phone'
  | 'phoneTalking'
  | 'phoneHangUp'
  | 'phoneOutcome'
  | 'leavePhone'
>;

/** A caller's own phone beside the laptop: paired there, and then the little that it may do. */
export function phoneHandlers({ phones, workplace, heardOf }: Rooms): PhoneHandlers {
  const shown = async (view: Promise<PhoneView>) => presentPhone(await view);
  return {
    pairPhone: ({ session, origin }) => phones.offer(session.actor, origin),
    async unpairPhone({ session }) {
      await phones.unpair(session.actor);
      const shift = await workplace.shift(session.actor);
      if (shift === null) throw new AppError('error.shift.none');
      return presentShift(shift, heardOf);
    },
    async takePairing({ body, keepPhone }) {
      const session = await phones.take(body.token);
      keepPhone(session);
      return shown(phones.view(session));
    },
    phone: ({ session }) => shown(phones.view(session)),
    phoneTalking: ({ session, body }) => shown(phones.talking(session, attempt(body.attemptId))),
    phoneHangUp: ({ session, body }) => shown(phones.hangUp(session, attempt(body.attemptId))),
    phoneOutcome: ({ session, body }) =>
      shown(phones.outcome(session, { ...body, attemptId: attempt(body.attemptId) })),
    async leavePhone({ session, keepPhone }) {
      await phones.unpair(session.actor);
      keepPhone(null);
      return {};
    },
  };
}

/** A phone's view as the browser gets it: only words that a caller can choose. */
export function presentPhone(view: PhoneView): DeepReadonly<PhoneAnswer> {
  return { ...view, reported: view.reported && reportable(view.reported) };
}

function attempt(id: string): AttemptId {
  return id as AttemptId; // The contract says that it is a UUID; whose it is, the phone's shift says.
}
