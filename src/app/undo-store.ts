import type { AccountId, AttemptId, ContactId, NumberId, PersonId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';

/** How a word is taken back; only inside a transaction. */
export interface UndoStore {
  /** Locks the attempt. Null when there is none of that id. */
  lock(attemptId: AttemptId): Promise<Undoable | null>;
  /**
   * Moves the outcome to what was undone and takes with it what was kept of it: the promise made, wishes, an objection,
   * the number's sign and the mark of a wrong person. A call that is over then waits for a word again.
   */
  takeBack(attemptId: AttemptId, at: Instant): Promise<TakenBack>;
  /** Contacts of the person in every campaign that is not closed, whatever their state. */
  contactsOf(personId: PersonId): Promise<ContactId[]>;
}

export interface Undoable {
  readonly callerId: AccountId;
  /** Null when no outcome stands. */
  readonly reportedAt: Instant | null;
  readonly wasUndone: boolean;
  /** The caller has reported nothing after it. */
  readonly isLast: boolean;
}

export interface TakenBack {
  /** The numbers whose signs are gone. */
  readonly numberIds: readonly NumberId[];
  readonly liftedObjection: boolean;
  /** The call was to keep a promise which is open again since its first end: it is to be marked as answered anew. */
  readonly lostItsPromise: boolean;
}
