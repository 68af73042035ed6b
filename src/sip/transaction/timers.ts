/** RFC 3261 section 17.1.1.1 and table 4. */
export interface TimerValues {
  /** Estimate of the round trip. */
  readonly t1Ms: number;
  /** Longest pause between two repetitions. */
  readonly t2Ms: number;
  /** How long a message may live in the network. */
  readonly t4Ms: number;
}

export const timerValues: TimerValues = { t1Ms: 500, t2Ms: 4000, t4Ms: 5000 };

/** What a transaction needs to know of the world; on a reliable transport nothing is repeated (section 17). */
export interface TransactionSettings extends TimerValues {
  readonly isReliable: boolean;
}

export type TimerName = 'A' | 'B' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M';

/** What the runner of a transaction does about timers, the same for all four kinds. */
export type TimerAction =
  | { readonly kind: 'start-timer'; readonly timer: TimerName; readonly ms: number }
  | { readonly kind: 'stop-timer'; readonly timer: TimerName };

export function startTimer(timer: TimerName, ms: number): TimerAction {
  return { kind: 'start-timer', timer, ms };
}

export function stopTimer(timer: TimerName): TimerAction {
  return { kind: 'stop-timer', timer };
}

/** One step of a state machine. */
export interface Step<State, Action> {
  readonly state: State;
  readonly actions: readonly Action[];
}
