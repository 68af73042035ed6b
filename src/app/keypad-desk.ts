import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { KeypadCommand } from '../core/keypad-results.ts';
import type { Disposition } from '../core/outcome/disposition.ts';
import { unsaid } from '../core/outcome/unsaid.ts';
import type { Chance, OutcomeReport } from './ports.ts';
import type { CallView, Workplace } from './workplace.ts';

/**
 * Does what a caller says by the keys of the own phone, through the same doors as the page.
 *
 * @returns false when it meant nothing just now: no call, a result given already, a key that there is not.
 */
export function createKeypadDesk(parts: {
  readonly workplace: Pick<Workplace, 'shift' | 'ready' | 'dial' | 'hangUp' | 'askForHelp' | 'report'>;
  readonly chance: Pick<Chance, 'uuid'>;
}): (actor: Actor, command: KeypadCommand) => Promise<boolean> {
  const { workplace, chance } = parts;
  const take = async (actor: Actor, command: KeypadCommand): Promise<boolean> => {
    const view = await workplace.shift(actor);
    if (view === null) return false;
    switch (command.kind) {
      case 'next':
        if (view.call?.line === 'preview') {
          await workplace.dial(actor, view.call.attemptId);
          return true;
        }
        // In the middle of a call it would say nothing; who has given the result need not wait for the line to go down.
        if (view.call !== null && view.call.line !== 'ended' && view.call.reported === null) return false;
        await workplace.ready(actor);
        return true;
      case 'help':
        await workplace.askForHelp(actor, true);
        return true;
      case 'hang-up':
        if (view.call === null || view.call.line === 'ended' || view.call.line === 'preview') return false;
        await workplace.hangUp(actor, view.call.attemptId);
        return true;
      case 'report':
        if (view.call === null || !mayBeReported(view.call)) return false;
        await workplace.report(actor, reportOf(view.call, command.disposition, chance.uuid()));
        return true;
      case 'unknown':
        return false;
      default:
        return command satisfies never;
    }
  };
  return async (actor, command) => {
    try {
      return await take(actor, command);
    } catch (error) {
      // How things stand has changed since the key was pressed; the page says so, too.
      if (error instanceof AppError) return false;
      throw error;
    }
  };
}

/** One result a call, and none of somebody who has not been heard yet. The page takes results back, keys do not. */
function mayBeReported({ reported, isSettled, line }: CallView): boolean {
  return reported === null && !isSettled && !['preview', 'dialling', 'ringing'].includes(line);
}

function reportOf({ attemptId }: CallView, disposition: Disposition, key: string): OutcomeReport {
  return {
    ...{ key, attemptId, disposition, answers: {}, reception: null, channels: [], offers: [] },
    // Keys are pressed by who has just talked; a result of which that is asked is one of a talk.
    talkedWithMember: disposition === 'objection' || disposition === 'conversation-complete',
    ...{ newsletter: null, localContact: null, callback: null, note: null },
    ...unsaid,
  };
}
