// The simulated callers: a process of its own that knows an address, invitations and an ear, and nothing else of the
// phone bank. Started as `node callers-process.ts '{"server": "http://…", …}'`; ends when its stdin does.
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, ServerError } from '../../protocol/client.ts';
import { seededChance } from '../seeded-chance.ts';
import { LiveLine, type Socket } from './live-line.ts';
import { type CookieJar, openDoors } from './open-doors.ts';
import { refusalOf } from './refusal.ts';
import { ServerClock } from './server-clock.ts';
import { type NotebookEntry, SimulatedCaller } from './simulated-caller.ts';
import type { Voice } from './voice.ts';

interface Request {
  /** `http://127.0.0.1:8044` */
  readonly server: string;
  readonly ear: string;
  /** A token for each caller. */
  readonly invitations: readonly string[];
  readonly seed: string;
  /** What each caller was acknowledged, a JSON line each, on disk at once; absent: nowhere. */
  readonly notebook?: string;
  /** When each caller's live line went and came back, and what it showed first then; absent: nowhere. */
  readonly lines?: string;
}

const request = JSON.parse(process.argv[2] ?? '{}') as Request; // Written by the program that started this one.
let isOver = false;
/** So many may be too late before one is ready: the first three of them, or all. */
const mostRefused = Math.min(3, request.invitations.length);
let refusedReady = 0;
let hasBeenReady = false;
const stop = () => {
  isOver = true;
  process.exit(0);
};
process.stdin.on('end', stop).resume();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);

for (const file of [request.notebook, request.lines])
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
try {
  for (const [index, token] of request.invitations.entries()) await startCaller(token, index);
} catch (error) {
  complain(error);
  giveUp('start');
}
process.stdout.write(`${JSON.stringify({ callers: request.invitations.length })}\n`);

async function startCaller(token: string, index: number): Promise<void> {
  const jar: CookieJar = { cookie: '' };
  const doors = watchReady(
    openDoors(request.server, jar, { pause: (ms) => pause(ms), isOver: () => isOver }),
  );
  const me = await doors.call('join', { body: { token } });
  const [campaign] = me.campaigns;
  if (campaign === undefined) throw new Error('an invitation without a campaign');
  const pledge = me.pledges.find((it) => it.campaign === campaign.key);
  if (pledge?.isDue)
    await doors.call('givePledge', {
      params: { campaign: campaign.key },
      body: { version: pledge.version },
    });
  const guide = await doors.call('guide', { params: { campaign: campaign.key } });
  const clock = new ServerClock({
    now: () => performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return { cancel: () => clearTimeout(timer) };
    },
  });
  let caller: SimulatedCaller | null = null;
  let showsFirst = false;
  new LiveLine(
    connect(jar),
    {
      clock(now, speed) {
        clock.set(now, speed);
        caller ??= new SimulatedCaller({
          doors,
          ear: { hear },
          clock,
          chance: seededChance(`${request.seed}/caller/${index}`),
          me,
          newsletterId: guide.newsletters[0]?.id ?? null,
          notebook: note,
          onError: complain,
        });
      },
      welcome() {
        showsFirst = true;
        noteLine({ caller: index, event: 'up' });
      },
      away() {
        clock.stop();
        noteLine({ caller: index, event: 'away' });
      },
      event(event) {
        if (showsFirst && event.kind === 'shift') {
          showsFirst = false;
          const { attemptId = null, isUnfinished = false } = event.view?.call ?? {};
          noteLine({
            caller: index,
            event: 'shows',
            state: event.view?.state ?? null,
            attemptId,
            isUnfinished,
          });
        }
        caller?.show(event);
      },
      refused: giveUp,
    },
    (ms, run) => setTimeout(run, ms),
  );
}

/** Whoever may never be ready is never called. */
function watchReady(doors: Client): Client {
  return {
    async call(...asked: Parameters<Client['call']>) {
      try {
        const answer = await doors.call(...asked);
        if (asked[0] === 'ready') hasBeenReady = true;
        return answer;
      } catch (error) {
        if (
          asked[0] === 'ready' &&
          !hasBeenReady &&
          ++refusedReady >= mostRefused &&
          error instanceof ServerError
        )
          giveUp(`${error.status} ${error.code}`);
        throw error;
      }
    },
    // The generic signature is the client's own; only the watch is added.
  } as Client;
}

/** Node's WebSocket takes headers; the types of the browser's do not know them. */
function connect(jar: CookieJar): () => Socket {
  const address = `${request.server.replace(/^http/, 'ws')}/api/live`;
  return () =>
    new WebSocket(address, { headers: { cookie: jar.cookie, origin: request.server } } as never) as Socket;
}

async function hear(attemptId: string): Promise<Voice | null> {
  const response = await fetch(`${request.ear}/voices/${attemptId}`);
  return response.ok ? ((await response.json()) as Voice) : null; // The carrier's own type.
}

function note(entry: NotebookEntry): void {
  if (request.notebook !== undefined) append(request.notebook, entry);
}

function noteLine(entry: object): void {
  const at = Math.round(performance.timeOrigin + performance.now());
  if (request.lines !== undefined) append(request.lines, { at, ...entry });
}

function append(file: string, entry: object): void {
  appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}

function complain(error: unknown): void {
  if (isOver) return;
  const refusal = refusalOf(error);
  if (refusal !== null) giveUp(refusal);
  // Codes only: an error of the server names nobody.
  const what =
    error instanceof Error ? `${error.name} ${'code' in error ? String(error.code) : ''}` : 'error';
  process.stderr.write(`caller: ${what}\n`);
}

/** Nobody would ever be called: better the end, and a word why. */
function giveUp(reason: string): void {
  if (isOver) return;
  isOver = true;
  process.stdout.write(`${JSON.stringify({ code: 'error.demo.callers-refused', values: { reason } })}\n`);
  process.exit(1);
}
