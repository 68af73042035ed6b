import { type Ref, useState } from 'react';
import type {
  CallView,
  GuideView,
  OutcomeReportBody,
  ReportableDisposition,
  ShiftView,
} from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { type CallDesk, CallDeskContext } from './call-desk.ts';
import { type Draft, draftOf, reportOf } from './draft.ts';
import { placesOf } from './places-of.ts';
import { useNever } from './use-never.tsx';
import type { Here } from './when.ts';
import { WrapUpScreen } from './wrap-up-screen.tsx';

/** A call of the shift once more in the wrap-up, with all that was said; saving puts the new word in place of the old. */
export function CorrectScreen(props: {
  readonly view: ShiftView;
  readonly call: CallView;
  readonly guide: GuideView;
  readonly here: Here;
  readonly headingRef: Ref<HTMLHeadingElement>;
  /** False when it was refused; the page says why. */
  readonly onSave: (report: OutcomeReportBody) => Promise<boolean>;
  readonly onClose: () => void;
}) {
  const { texts, newKey } = useApp();
  const { view, call, guide, here } = props;
  const [draft, setDraft] = useState(() => draftOf(call));
  const [isSaving, setSaving] = useState(false);
  const save = (disposition: ReportableDisposition, more: Partial<Draft> = {}) => {
    const whole = { ...draft, ...more, disposition };
    setDraft(whole);
    setSaving(true);
    const about = { disposition, attemptId: call.attemptId, key: newKey(), guide };
    void props.onSave(reportOf(whole, about)).then((isDone) => {
      setSaving(false);
      if (isDone) props.onClose();
    });
  };
  const never = useNever(call, save);
  const nothing = () => {};
  const desk: CallDesk = {
    ...{ view, call, guide, draft, here, save },
    places: placesOf(view, call.card, guide, texts),
    change: (part) => setDraft((known) => ({ ...known, ...part })),
    askNever: never.askNever,
    // The call is long over.
    ...{ talking: nothing, hangUp: nothing, callHelp: nothing, take: nothing },
  };
  return (
    <CallDeskContext value={desk}>
      <WrapUpScreen
        headingRef={props.headingRef}
        isSaved={false}
        isSaving={isSaving}
        canUndo={false}
        onNext={props.onClose}
        onPause={props.onClose}
        onUndo={props.onClose}
        onInstead={save}
        onBack={props.onClose}
      />
      {never.dialog}
    </CallDeskContext>
  );
}
