import type { Instant } from '../instant.ts';

/** What happened while people called, as somebody sees it who looks on; in the order of time. */
export type SessionEvent =
  | {
      readonly kind: 'joined' | 'ready' | 'paused' | 'left';
      readonly at: Instant;
      readonly caller: string;
    }
  | { readonly kind: 'dialled'; readonly at: Instant; readonly call: string }
  | {
      readonly kind: 'answered';
      readonly at: Instant;
      readonly call: string;
      readonly party: 'person' | 'machine';
    }
  /** Caller and answered line hear each other. */
  | { readonly kind: 'talking'; readonly at: Instant; readonly call: string; readonly caller: string };

/** How far the campaign is at a moment; all four count people. */
export interface Coverage {
  readonly at: Instant;
  readonly contacts: number;
  readonly triedOnce: number;
  readonly reached: number;
  readonly outOfDate: number;
}
