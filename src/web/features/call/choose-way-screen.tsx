import type { Ref } from 'react';
import type { ShiftView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { ArriveSteps } from '../arrive/arrive-steps.tsx';
import { WayForm } from './way-form.tsx';
import { firstName } from './wording.ts';

/** How one wants to speak: before the first call, and whenever something else is better. */
export function ChooseWayScreen(props: {
  readonly view: ShiftView;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly onChosen: (view: ShiftView) => void;
  /** Null: one has to be chosen first. */
  readonly onBack: (() => void) | null;
  /** Before the first call: the line with stops. */
  readonly isFirst: boolean;
}) {
  const texts = useTexts();
  const { view } = props;
  return (
    <main className="arrive" id="main">
      {props.isFirst && <ArriveSteps here="phone" />}
      <div className="stack">
        <h1 ref={props.headingRef} tabIndex={-1}>
          {texts.say('audio.way.title', { name: firstName(view.callerName) })}
        </h1>
        <p>{texts.say('audio.way.hint')}</p>
      </div>
      <WayForm
        voice={view.voice}
        onChosen={props.onChosen}
        {...(props.onBack === null ? {} : { onBack: props.onBack })}
      />
    </main>
  );
}
