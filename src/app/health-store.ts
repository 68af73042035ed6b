import type { AttemptId, NumberId, PersonId, TrunkId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { NumberHealth } from '../core/outcome/number-health.ts';
import type { NumberSign, SignValidity } from '../core/outcome/number-sign.ts';
import type { TrunkAlarm, TrunkFinal } from '../core/outcome/trunk-health.ts';

/** What calls have said of numbers and of trunks. */
export interface HealthStore {
  putSign(sign: { numberId: NumberId; trunkId: TrunkId; sign: NumberSign }): Promise<void>;
  /** The numbers whose signs changed. */
  setSignValidity(attemptIds: readonly AttemptId[], validity: SignValidity): Promise<NumberId[]>;
  /** Signs that still wait for their gate. */
  pendingSigns(): Promise<{ attemptId: AttemptId; numberId: NumberId; trunkId: TrunkId; at: Instant }[]>;
  /** Those of `ids` that are numbers of this person. */
  numbersOf(personId: PersonId, ids: readonly string[]): Promise<NumberId[]>;
  signsOf(numberId: NumberId): Promise<NumberSign[]>;
  signsBetween(trunkId: TrunkId, from: Instant, until: Instant): Promise<AttemptId[]>;
  setHealth(numberId: NumberId, health: NumberHealth): Promise<void>;
  setWrongPerson(personId: PersonId, numberId: NumberId): Promise<void>;
  /** Calls of the trunk that ended between two moments, oldest first. */
  trunkFinals(trunkId: TrunkId, from: Instant, until: Instant): Promise<TrunkFinal[]>;
  /** Whether any call of the trunk rang or was answered between two moments. */
  trunkAlerted(trunkId: TrunkId, from: Instant, until: Instant): Promise<boolean>;
  putAlarm(trunkId: TrunkId, alarm: TrunkAlarm): Promise<void>;
  /** The trunk's last alarm; null when there was none. */
  lastAlarm(trunkId: TrunkId): Promise<Pick<TrunkAlarm, 'from' | 'until' | 'pausedUntil'> | null>;
}
