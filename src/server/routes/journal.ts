import type { AttemptId } from '../../core/ids.ts';
import type { Handlers, Rooms } from '../handlers.ts';
import { presentDraft } from '../present-shift.ts';

/** What a page keeps with us while its caller fills it in. */
export function journalHandlers({ drafts }: Pick<Rooms, 'drafts'>): Pick<Handlers, 'saveDraft'> {
  return {
    async saveDraft({ session, body }) {
      const attemptId = body.attemptId as AttemptId; // The contract says that it is a UUID; whose it is, the room asks.
      const kept = await drafts.save(session.actor, { attemptId, seq: body.seq, body: body.body });
      return { draft: kept && presentDraft(kept) };
    },
  };
}
