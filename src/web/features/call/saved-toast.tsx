import type { CallView } from '../../../protocol/views.ts';
import { wallTime } from '../../api/campaign-clock.ts';
import { useTexts } from '../../app-context.ts';
import { UndoToast } from '../../ui/toast.tsx';
import { isReported } from './screen.ts';
import type { ShiftConnection } from './use-shift.ts';

/** What was saved last, as long as it can be taken back. */
export function SavedToast({ call, shift }: { readonly call: CallView; readonly shift: ShiftConnection }) {
  const texts = useTexts();
  const { clock } = shift.live;
  if (!isReported(call) || call.undoUntil === null || call.reported === null || clock === null) return null;
  return (
    <UndoToast untilWall={wallTime(clock, call.undoUntil)} onUndo={() => void shift.undo(call.attemptId)}>
      {texts.say('caller.saved')} <b>{texts.say(`caller.outcome.${call.reported.disposition}`)}</b>
    </UndoToast>
  );
}
