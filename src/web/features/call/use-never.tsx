import { type ReactNode, useState } from 'react';
import type { CallView } from '../../../protocol/views.ts';
import type { CallDesk } from './call-desk.ts';
import { NeverDialog } from './never-dialog.tsx';
import { fullName } from './wording.ts';

/**
 * The question that stands before "never again", for the desk of a call.
 *
 * @returns what asks it, and what is drawn then.
 */
export function useNever(call: CallView, save: CallDesk['save']): { askNever(): void; dialog: ReactNode } {
  const [isAsking, setAsking] = useState(false);
  const dialog = isAsking && (
    <NeverDialog
      name={fullName(call.card)}
      givenName={call.card.givenName}
      hasTalked={call.line === 'talking' || call.answeredAt !== null}
      onClose={() => setAsking(false)}
      onDo={(talkedWithMember) => {
        setAsking(false);
        save('objection', { talkedWithMember });
      }}
    />
  );
  return { askNever: () => setAsking(true), dialog };
}
