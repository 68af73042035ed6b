import type { createPacer } from '../src/core/pacing/create-pacer.ts';
import type { PacingEvent, PacingMode, PacingSettings, PacingSnapshot } from '../src/core/pacing/pacing.ts';

/** What an eager pacer was told, for a test to read. */
export interface PacerLog {
  readonly sessions: {
    readonly mode: PacingMode;
    readonly settings: PacingSettings;
    readonly learned: unknown;
  }[];
  readonly events: PacingEvent[];
  readonly snapshots: PacingSnapshot[];
}

/**
 * A pacer that asks for `wanted` calls on the way whatever happens, so that some are answered too soon: a rule for tests,
 * good for nothing else.
 */
export function eagerPacer(wanted: (snapshot: PacingSnapshot) => number) {
  const log: PacerLog = { sessions: [], events: [], snapshots: [] };
  const create: typeof createPacer = (mode, settings, learned = null) => {
    log.sessions.push({ mode, settings, learned });
    return {
      note: (event) => void log.events.push(event),
      decide(snapshot) {
        log.snapshots.push(snapshot);
        const calls = Math.max(
          0,
          Math.min(wanted(snapshot) - snapshot.calls.length, snapshot.contactsLeft, snapshot.channelsFree),
        );
        return { calls, reason: { code: 'pacing.reason.progressive', values: { calls } } };
      },
      basis: () => ({ wanted: 'eagerly' }),
      learned: () => ({ sessions: log.sessions.length }),
    };
  };
  return { create, log };
}
