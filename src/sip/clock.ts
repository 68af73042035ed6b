/** Time as the stack is handed it: SIP's timers always run on the wall clock. */
export interface SipClock {
  /** Milliseconds since any fixed moment; never runs backwards. */
  now(): number;
  /** Runs the task once, `ms` milliseconds from now. */
  after(ms: number, task: () => void): SipTimer;
}
export interface SipTimer {
  cancel(): void;
}
