/** `trainee` makes the call, `player` is the person who is called. */
export type PracticeRole = 'trainee' | 'player';
export type PracticeWish = PracticeRole | 'either';

/** Why a practice went on, or was over, without somebody. */
export type PracticeEnd =
  | 'partner-left'
  /** The partner's page was closed. */
  | 'partner-gone'
  | 'timed-out'
  | 'not-answered'
  /** One's own page was closed. */
  | 'away'
  | 'went-ready';
