import { randomInt } from 'node:crypto';
import type { MessagePort } from 'node:worker_threads';
import { AppError } from '../../core/app-error.ts';
import { openBrowserChannel } from './browser/open-browser-channel.ts';
import { warmUp } from './browser/warm-up.ts';
import { everyFrame } from './every-frame.ts';
import { Legs } from './legs.ts';
import type { Answer, FromWorker, Order, Question, ToWorker, WorkerStart } from './relay-messages.ts';
import { momentSound, ringTone } from './sound.ts';

/** Serves the main thread, over the port, until it is told to stop. */
export async function runRelay(port: MessagePort, start: WorkerStart): Promise<void> {
  await warmUp();
  const legs = openLegs(start, (message) => port.postMessage(message));
  const endTicks = everyFrame(now, () => legs.tick());
  port.on('message', (message: ToWorker) => {
    if (message.kind !== 'ask') {
      obey(legs, message);
      return;
    }
    if (message.question.kind === 'stop') endTicks();
    void answer(legs, message, port);
  });
  tell(port, { kind: 'ready' });
}

/** The wall, and nobody sets it back. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function openLegs(start: WorkerStart, post: (message: FromWorker) => void): Legs {
  const { sounds, ...place } = start;
  return new Legs({
    ...place,
    sounds: {
      ringing: ringTone(),
      moment: momentSound(sounds.moment),
      hello: { bytes: sounds.hello, period: null },
      sorry: { bytes: sounds.sorry, period: null },
    },
    openSecureChannel: openBrowserChannel,
    now,
    random: (limit) => randomInt(limit),
    tell: (event) => post({ kind: 'event', event }),
  });
}

function obey(legs: Legs, order: Order): void {
  switch (order.kind) {
    case 'describe':
      legs.describe(order.leg, order.audio);
      break;
    case 'bridge':
      legs.bridge(order.wire);
      break;
    case 'unbridge':
      legs.unbridge(order.leg);
      break;
    case 'play':
      legs.play(order.leg, order.sound);
      break;
    case 'echo':
      legs.echo(order.leg, order.isOn);
      break;
    case 'press':
      legs.press(order.leg, order.digits);
      break;
    case 'analyse':
      legs.analyse(order.leg);
      break;
    case 'close':
      legs.close(order.leg);
      break;
    default:
      order satisfies never;
  }
}

async function answer(
  legs: Legs,
  { id, question }: { readonly id: number; readonly question: Question },
  port: MessagePort,
): Promise<void> {
  try {
    tell(port, { kind: 'answer', id, answer: await answerOf(legs, question) });
  } catch (error) {
    const code = error instanceof AppError ? error.code : null;
    const message = error instanceof Error ? error.message : String(error);
    tell(port, { kind: 'refused', id, code, message });
  }
  if (question.kind === 'stop') port.close();
}

async function answerOf(legs: Legs, question: Question): Promise<Answer> {
  switch (question.kind) {
    case 'open-phone':
      return legs.openPhone(question.leg);
    case 'open-browser':
      return legs.openBrowser(question.leg, question.offer);
    case 'figures':
      return legs.figures();
    case 'stop':
      legs.closeAll();
      return null;
  }
}

function tell(port: MessagePort, message: FromWorker): void {
  port.postMessage(message);
}
