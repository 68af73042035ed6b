/** Calls of a campaign that people answered, over some time. */
export interface AnsweredCalls {
  /** Connected to a caller who then spoke with a person. */
  readonly connected: number;
  /** Answered, and no caller within two seconds: each one, whoever was there. */
  readonly abandoned: number;
  /**
   * How many of the abandoned ones were people by a reasoned estimate: the probability of the second of ringing in which
   * each was answered. Absent: all of them.
   */
  readonly people?: number;
}

export interface Abandonment extends Required<AnsweredCalls> {
  /** Abandoned calls as a share of calls answered by people, 0 to 1; 0 where nobody has answered. */
  readonly share: number;
}

/** So long an answered call may wait for its caller. */
export const GRACE_SECONDS = 2;

/**
 * The one definition of abandoned calls in this program: abandoned / (connected to a caller + abandoned), people only, by
 * campaign and day.
 *
 * A call is abandoned when a person has answered and no caller is on the line within two seconds. Sources: 47 CFR
 * 64.1200(a)(7) (two seconds; share of calls answered live by a person, by campaign); Ofcom, Revised statement of
 * policy on persistent misuse, 2010 (two seconds, a day, information message, 72 hours). Since 1 March 2017 Ofcom
 * tolerates no rate at all, so a cap is an organisation's own limit and no permission (DOMAIN C2, L10). Whether a person
 * or a machine was there nobody hears; Ofcom lets a reasoned estimate of machines be taken off, and so do we (`people`).
 * The alarm and the 72 hours of rest hold for each of them.
 */
export function abandonment({ connected, abandoned, people = abandoned }: AnsweredCalls): Abandonment {
  if (connected < 0 || abandoned < 0 || people < 0) throw new RangeError('a count is never negative');
  const answered = connected + people;
  return { connected, abandoned, people, share: answered === 0 ? 0 : people / answered };
}

/**
 * Whether these calls are over the cap, so that nobody is called ahead any more.
 *
 * The first abandoned call is always within it, and raises the alarm of L10: of fewer than 1/cap answered calls one is
 * more than the cap whatever one does, and a rule that stops there would be a cap of zero for small teams, decided by
 * chance. The second one before 2/cap answered calls is over it. Asked of the day and of the last thirty days alike,
 * that credit is given once in thirty days and not each morning (47 CFR 64.1200 counts thirty days).
 *
 * @param cap 0 to 1; 0: not even the first one.
 */
export function isOverCap({ connected, abandoned, people = abandoned }: AnsweredCalls, cap: number): boolean {
  const allowed = cap === 0 ? 0 : Math.max(1, Math.floor(cap * (connected + people)));
  return people > allowed;
}
