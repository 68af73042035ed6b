import type { Clock, Store, Timer } from '../app/ports.ts';
import { AppError } from '../core/app-error.ts';
import { SECOND } from '../core/instant.ts';
import type { ServerLog } from '../server/server-log.ts';
import type { PhoneBank } from './phone-bank.ts';

/** A campaign opened by another command is dialled for this soon. */
const LOOK_EVERY = 20 * SECOND;
const LOOK_AGAIN = 2 * SECOND;

/**
 * Keeps a dialler on each running campaign, also on those opened meanwhile and after the database was away.
 *
 * `hearOfError`: what a task of the clock or the trunk threw. A dialler whose statement was cut off does not know what
 * became of it, so all begin anew from the store.
 */
export function keepDialling(parts: {
  readonly bank: Pick<PhoneBank, 'startDialler' | 'closeDiallers'>;
  readonly store: Pick<Store, 'campaigns'>;
  readonly clock: Clock;
  readonly log: ServerLog;
}): { hearOfError(error: unknown): void; close(): void } {
  const { bank, store, clock, log } = parts;
  let isBroken = false;
  let isClosed = false;
  let timer: Timer | null = null;
  const look = async () => {
    try {
      if (isBroken) await bank.closeDiallers();
      isBroken = false;
      const campaigns = await store.campaigns.all();
      for (const it of campaigns) if (it.state === 'running' && !isClosed) await bank.startDialler(it.id);
    } catch (error) {
      log.error('keep-dialling', error);
      isBroken = true;
    }
    plan(isBroken ? LOOK_AGAIN : LOOK_EVERY);
  };
  const plan = (wait: number) => {
    timer?.cancel();
    if (!isClosed) timer = clock.at(clock.now() + wait, look);
  };
  plan(0);
  return {
    hearOfError(error) {
      log.error('background', error);
      if (!(error instanceof AppError) || error.code !== 'error.store.connection-lost' || isBroken) return;
      isBroken = true;
      plan(LOOK_AGAIN);
    },
    close() {
      isClosed = true;
      timer?.cancel();
    },
  };
}
