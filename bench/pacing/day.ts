// A day on which all callers leave and come back, six times twenty minutes: with a budget that knows what the day has
// had, and with one that begins anew each time; over the cap both call as in progressive mode, as the dialler does.
// node bench/pacing/day.ts [days]
import { type AnsweredCalls, abandonment, isOverCap } from '../../src/core/pacing/abandonment.ts';
import { createPacer } from '../../src/core/pacing/create-pacer.ts';
import { EARLY_CAP, LOOK_AHEAD_CAP, LOOK_AHEAD_CEILING } from '../../src/core/pacing/mode-now.ts';
import type { Pacer, PacingSettings } from '../../src/core/pacing/pacing.ts';
import { settingsOf } from '../../src/simulator/pacing/oracle.ts';
import { runSession, type SessionPacer } from '../../src/simulator/pacing/run-session.ts';
import { trainingWorlds } from '../../src/simulator/pacing/scenarios.ts';

const DAYS = Number(process.argv[2] ?? 60);
const SESSIONS = 6;
const SESSION_SECONDS = 20 * 60;

interface Total {
  connected: number;
  abandoned: number;
  talkSeconds: number;
  paidSeconds: number;
  daysOver: number;
}

process.stdout.write(
  '| cap | callers | | abandoned | days over the cap | time used |\n|---|---|---|---|---|---|\n',
);
for (const cap of [EARLY_CAP, LOOK_AHEAD_CAP, LOOK_AHEAD_CEILING]) {
  for (const teamSize of [5, 10, 30]) {
    for (const knowsDay of [false, true]) {
      const total = { connected: 0, abandoned: 0, talkSeconds: 0, paidSeconds: 0, daysOver: 0 };
      for (let day = 0; day < DAYS; day += 1) addDay(total, { cap, teamSize, knowsDay, day });
      const used = total.talkSeconds / total.paidSeconds;
      process.stdout.write(
        `| ${percent(cap)} | ${teamSize} | ${knowsDay ? 'the day' : 'its session'} | ${percent(abandonment(total).share)} ` +
          `| ${percent(total.daysOver / DAYS)} | ${percent(used)} |\n`,
      );
    }
  }
}

function addDay(
  total: Total,
  { cap, teamSize, knowsDay, day }: { cap: number; teamSize: number; knowsDay: boolean; day: number },
): void {
  const makeWorld = trainingWorlds[day % trainingWorlds.length];
  if (makeWorld === undefined) throw new Error('there are no training worlds');
  const personShare = [0.1, 0.22, 0.42][day % 3] ?? 0.22;
  const world = { ...makeWorld({ teamSize, personShare, drift: 'stable' }), sessionSeconds: SESSION_SECONDS };
  const today = { connected: 0, abandoned: 0 };
  let learned: unknown = null;
  for (let session = 0; session < SESSIONS; session += 1) {
    const settings = {
      ...settingsOf(world, cap),
      // As the dialler does it: so long the campaign may call today.
      sessionSeconds: (SESSIONS - session) * SESSION_SECONDS,
      ...(knowsDay ? { earlierToday: { ...today } } : {}),
    };
    const pacer = createPacer('look-ahead', settings, learned);
    const result = runSession(world, `${day}/${session}`, () => withinTheCap(pacer, settings, today));
    learned = pacer.learned();
    today.connected += result.conversations;
    today.abandoned += result.abandoned;
    total.talkSeconds += result.conversationSeconds;
    total.paidSeconds += result.paidSeconds;
  }
  total.connected += today.connected;
  total.abandoned += today.abandoned;
  if (abandonment(today).share > cap) total.daysOver += 1;
}

/** What has been abandoned is over the cap of the day: one call for each ready caller, until it is within again. */
function withinTheCap(pacer: Pacer, settings: PacingSettings, earlier: AnsweredCalls): SessionPacer {
  const plain = createPacer('progressive', settings);
  let { connected, abandoned } = earlier;
  return {
    note(event) {
      if (event.type === 'abandoned') abandoned += pacer.personShare?.(event.callId) ?? 1;
      if (event.type === 'ended' && event.party === 'person') connected += 1;
      pacer.note(event);
    },
    decide(snapshot) {
      const isOver = isOverCap({ connected, abandoned }, settings.abandonCap);
      return (isOver ? plain : pacer).decide(snapshot);
    },
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
