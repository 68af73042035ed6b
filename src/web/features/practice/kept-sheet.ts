import { useState } from 'react';
import type { PracticeSession, PracticeSheet } from '../../../protocol/practice-contract.ts';
import { emptySheet } from './sheet-draft.ts';

const KEY = 'draht.practice-sheet';

/** The sheet so far, kept in this tab over the states of one practice and a reload; never longer. */
export function useKeptSheet(
  session: Pick<PracticeSession, 'id' | 'mySheet'>,
  first: PracticeSheet = emptySheet,
): readonly [PracticeSheet, (sheet: PracticeSheet) => void] {
  const [sheet, setSheet] = useState(() => session.mySheet ?? keptSheet(session.id) ?? first);
  return [
    sheet,
    (changed) => {
      setSheet(changed);
      sessionStorage.setItem(KEY, JSON.stringify({ id: session.id, sheet: changed }));
    },
  ];
}

function keptSheet(id: string): PracticeSheet | null {
  const text = sessionStorage.getItem(KEY);
  if (text === null) return null;
  const kept = JSON.parse(text) as { id: string; sheet: PracticeSheet }; // Written above.
  return kept.id === id ? kept.sheet : null;
}

export function forgetSheet(): void {
  sessionStorage.removeItem(KEY);
}
