import type { AttemptId } from '../../core/ids.ts';
import type { Handlers, Rooms } from '../handlers.ts';
import { presentCall, presentShift, reportable } from '../present-shift.ts';

type OutcomeHandlers = Pick<
  Handlers,
  'skip' | 'callAgain' | 'shiftCalls' | 'callToCorrect' | 'correct' | 'messages' | 'messageDone'
>;

/** Outcomes besides giving one. */
export function outcomeHandlers({ workplace, heardOf }: Rooms): OutcomeHandlers {
  return {
    async skip({ session, body }) {
      const shift = await workplace.skip(session.actor, attempt(body.attemptId), body.reason);
      return presentShift(shift, heardOf);
    },
    async callAgain({ session, body }) {
      const shift = await workplace.callAgain(session.actor, attempt(body.attemptId), body.key);
      return presentShift(shift, heardOf);
    },
    async shiftCalls({ session }) {
      const calls = await workplace.shiftCalls(session.actor);
      return {
        calls: calls.map((it) => ({ ...it, disposition: it.disposition && reportable(it.disposition) })),
      };
    },
    async callToCorrect({ session, query }) {
      // What is heard is heard while it lasts.
      return {
        call: presentCall(await workplace.callToCorrect(session.actor, attempt(query.attemptId)), null),
      };
    },
    async correct({ session, body }) {
      const report = { ...body, attemptId: attempt(body.attemptId) };
      return presentShift(await workplace.correct(session.actor, report), heardOf);
    },
    async messages({ session, params }) {
      return { messages: await workplace.messages(session.actor, params.campaign) };
    },
    async messageDone({ session, params, body }) {
      await workplace.messageDone(session.actor, params.campaign, body.messageId);
      return {};
    },
  };
}

function attempt(id: string): AttemptId {
  return id as AttemptId; // The contract says that it is a UUID; whose it is, the workplace asks.
}
