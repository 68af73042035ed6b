import type { SipClock, SipTimer } from '../clock.ts';
import type { Step, TimerAction, TimerName } from './timers.ts';

/** A transaction that lives: inputs go in, timers run by themselves. */
export interface RunningTransaction<State, Input> {
  state(): State;
  input(input: Input): void;
  /** Stops all timers and takes no more input. */
  stop(): void;
}

/**
 * Runs one of the four state machines.
 *
 * @param parts `perform` does the actions that are no timers; what it calls may give the next input at once.
 *   `onTerminated` is called once, behind the last action.
 */
export function runTransaction<
  State extends { readonly name: string },
  Input,
  Timer extends TimerName,
  Action extends { readonly kind: string },
>(parts: {
  readonly start: Step<State, Action | TimerAction>;
  readonly step: (state: State, input: Input) => Step<State, Action | TimerAction>;
  readonly timerInput: (timer: Timer) => Input;
  readonly perform: (action: Action) => void;
  readonly clock: SipClock;
  readonly onTerminated: () => void;
}): RunningTransaction<State, Input> {
  const timers = new Map<TimerName, SipTimer>();
  const inputs: Input[] = [];
  let state = parts.start.state;
  let isBusy = false;
  let isStopped = false;

  const stop = () => {
    isStopped = true;
    for (const timer of timers.values()) timer.cancel();
    timers.clear();
  };
  const act = (action: Action | TimerAction) => {
    if (isTimerAction(action)) {
      timers.get(action.timer)?.cancel();
      timers.delete(action.timer);
      if (action.kind === 'stop-timer' || isStopped) return;
      // A machine starts only its own timers.
      const timer = action.timer as Timer;
      timers.set(
        timer,
        parts.clock.after(action.ms, () => input(parts.timerInput(timer))),
      );
    } else parts.perform(action);
  };
  const take = (step: Step<State, Action | TimerAction>) => {
    state = step.state;
    for (const action of step.actions) act(action);
    if (state.name !== 'terminated' || isStopped) return;
    stop();
    parts.onTerminated();
  };
  const input = (given: Input) => {
    inputs.push(given);
    if (isBusy) return;
    isBusy = true;
    for (let next = inputs.shift(); next !== undefined && !isStopped; next = inputs.shift()) {
      take(parts.step(state, next));
    }
    isBusy = false;
  };

  isBusy = true;
  take(parts.start);
  isBusy = false;
  return { state: () => state, input, stop };
}

function isTimerAction(action: { readonly kind: string }): action is TimerAction {
  return action.kind === 'start-timer' || action.kind === 'stop-timer';
}
