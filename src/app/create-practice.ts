import { AppError } from '../core/app-error.ts';
import type { Practice, PracticeRounds } from './practice.ts';

/** The doors alone, until the rooms behind them are built. */
export function createPractice(): { practice: Practice; rounds: PracticeRounds } {
  const closed = async () => {
    throw new AppError('error.practice.not-running');
  };
  return {
    practice: {
      ...{ view: closed, offer: closed, ask: closed, draw: closed, pickUp: closed, hangUp: closed },
      ...{ giveSheet: closed, wantSwap: closed, leave: closed, finishAlone: closed, own: closed },
      ...{ team: closed, waive: closed },
    },
    rounds: { round: closed, open: closed, sayHard: closed, addFinding: closed, close: closed },
  };
}
