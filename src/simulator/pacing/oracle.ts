import { LookAhead } from '../../core/pacing/look-ahead.ts';
import type { PacingSettings, PacingSnapshot } from '../../core/pacing/pacing.ts';
import { runSession, type SessionPacer } from './run-session.ts';
import type { World } from './world.ts';

/** Callers of the world that it is watched in before: enough calls that every share is known. */
const WATCHED_TEAM = 100;

export function settingsOf(world: World, abandonCap: number): PacingSettings {
  const { teamSize, channels, ringSeconds, graceSeconds, tickSeconds, sessionSeconds, startsAtClock } = world;
  return {
    ...{ teamSize, abandonCap, channels, ringSeconds, graceSeconds, tickSeconds },
    ...{ sessionSeconds, startsAtClock },
  };
}

/**
 * The model that knows all distributions of a world, and the answer share of each moment, and dials by one risk that never
 * changes: what a pacer without that knowledge is measured by.
 *
 * It knows them by having watched a large team in the same world with an unchanging share.
 */
export function trainOracle(world: World): (risk: number) => SessionPacer {
  const usual = meanShare(world);
  const watched: World = {
    ...world,
    teamSize: WATCHED_TEAM,
    channels: 4 * WATCHED_TEAM,
    personShare: () => usual,
    talkFactor: () => 1,
  };
  const watcher = new LookAhead(settingsOf(watched, 0.03), { risk: 0.03, machineWeight: 0 });
  watcher.rings.knownLevel = 1;
  runSession(watched, 'watched', () => watcher);
  const [rings, callers] = [watcher.rings.learned(), watcher.callers.learned()];
  return (risk) => {
    const pacer = new LookAhead(settingsOf(world, 0.03), { risk, machineWeight: 0 });
    pacer.rings.recall(rings, 1);
    pacer.callers.recall(callers, 1);
    return {
      note: (event) => pacer.note(event),
      decide(snapshot: PacingSnapshot) {
        pacer.rings.knownLevel = world.personShare(snapshot.now) / usual;
        return pacer.decide(snapshot);
      },
    };
  };
}

function meanShare({ personShare, sessionSeconds }: World): number {
  const moments = Array.from({ length: 50 }, (_, index) => ((index + 0.5) / 50) * sessionSeconds);
  return moments.reduce((sum, at) => sum + personShare(at), 0) / moments.length;
}
