import type { AttemptId } from '../core/ids.ts';
import type { PersonAnswers, PersonBehaviour } from './network-file.ts';

/** What a caller hears of a call. */
export type Voice =
  | {
      readonly kind: 'person';
      readonly answers: PersonAnswers;
      readonly asksToCallBack: PersonBehaviour['asksToCallBack'] | null;
    }
  | { readonly kind: 'machine' }
  | { readonly kind: 'announcement' };

/** Who listens on the line: the only way from the network to the simulated callers. */
export interface Ear {
  hear(attemptId: AttemptId): Voice | null;
}
