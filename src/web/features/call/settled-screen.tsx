import { type Ref, useEffect, useState } from 'react';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { CallBar } from './call-bar.tsx';
import { useDesk } from './call-desk.ts';
import { fullName } from './wording.ts';

/** Seconds until it goes on by itself, for who wants that (WCAG 2.2.1); a pause ends it. */
const REST = 3;

const main = { kind: 'main', isBig: true } as const;

/** The line settled it: a calm sentence whose fault it is not, and the way on, or into the pause that was asked for. */
export function SettledScreen(props: {
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly onNext: () => void;
  readonly onPause: () => void;
}) {
  const { texts, clock, settings } = useApp();
  const { call, view } = useDesk();
  const goesOn = settings.goesOnAlone && !view.wantsPause;
  const [rest, setRest] = useState(REST);
  const word = call.isSkipped ? 'skipped' : (call.proposal ?? 'other');
  const { onNext } = props;
  useEffect(() => {
    if (goesOn) return clock.every(1_000, () => setRest((it) => it - 1));
  }, [clock, goesOn]);
  useEffect(() => {
    if (rest === 0) onNext();
  }, [rest, onNext]);
  useAltKeys({ N: props.onNext });
  return (
    <>
      <CallBar
        state="wrapup"
        label={texts.say('caller.bar.ended')}
        name={fullName(call.card)}
        givenName={call.card.givenName}
        words={<span className="state">{texts.say('caller.state.ended')}</span>}
      >
        <Button {...(view.wantsPause ? main : {})} icon="pause" onPress={props.onPause}>
          {texts.say('caller.pause')}
        </Button>
        <Button {...(view.wantsPause ? {} : main)} iconAfter="arrow-right" altKey="N" onPress={props.onNext}>
          {texts.say('caller.next')}
        </Button>
      </CallBar>
      <main className="wait" id="main">
        <h2 className="wait__settled" ref={props.headingRef} tabIndex={-1}>
          {texts.sayAny(`caller.settled.${word}`, { name: call.card.givenName })}
        </h2>
        <p className="wait__why">{texts.sayAny(`caller.settled.${word}.then`)}</p>
        {goesOn && (
          <p className="soft" role="timer">
            {texts.say('caller.settled.goes-on', { seconds: Math.max(rest, 0) })}
          </p>
        )}
      </main>
    </>
  );
}
