import type { ReactNode, Ref } from 'react';
import type { ShiftView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { WireState } from '../../ui/wire.tsx';
import { FiguresNote } from '../arrive/figures-note.tsx';
import { mustPractise, PracticeFirst, PracticeLink } from '../practice/practice-link.tsx';
import { isLineUp } from './voice-part.tsx';
import { Today } from './waiting-screen.tsx';
import { clockTime, type Here } from './when.ts';

/** Nobody is rung until the caller says `Bereit`. */
export function PauseScreen(props: {
  readonly view: ShiftView;
  readonly here: Here;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly onReady: () => void;
  readonly onLeave: () => void;
  /** How one speaks. */
  readonly children?: ReactNode;
}) {
  const texts = useTexts();
  const { hasLapsed, showsFirst } = props.view;
  const isFirst = props.view.today.calls === 0 && !hasLapsed;
  const firstHint = showsFirst ? 'preview.first-hint' : 'caller.pause.first.hint';
  const hint = hasLapsed ? 'preview.lapsed' : isFirst ? firstHint : 'caller.pause.hint';
  const mustFirst = mustPractise(props.view);
  const mayBegin = isLineUp(props.view) && !mustFirst;
  useAltKeys(mayBegin ? { B: props.onReady } : {});
  return (
    <main className="wait" id="main">
      <WireState shape="pause">
        {texts.say(isFirst ? 'caller.pause.arrived' : 'caller.pause.state')}
      </WireState>
      <h1 ref={props.headingRef} tabIndex={-1}>
        {texts.say(isFirst ? 'caller.pause.first' : 'caller.pause.title', { name: props.view.callerName })}
      </h1>
      <p className="wait__why">{texts.say(hint, { time: clockTime(props.view.since, props.here, texts) })}</p>
      {mustFirst && <PracticeFirst />}
      <div className="row">
        <Button
          {...(mustFirst ? {} : { kind: 'main' })}
          isBig
          icon="phone"
          altKey="B"
          isDisabled={!mayBegin}
          describedBy={mustFirst ? 'practice-first' : 'voice-part'}
          onPress={props.onReady}
        >
          {texts.say('caller.ready')}
        </Button>
        <Button isBig icon="leave" onPress={props.onLeave}>
          {texts.say('caller.leave')}
        </Button>
      </div>
      {isFirst && <FiguresNote campaign={props.view.campaign} />}
      {props.children}
      {!mustFirst && <PracticeLink />}
      <Today view={props.view} />
    </main>
  );
}
