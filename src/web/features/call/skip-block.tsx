import { useEffect, useRef, useState } from 'react';
import { type SkipReason, skipReasons } from '../../../core/outcome/skip-reason.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { useDesk } from './call-desk.ts';

/** The two quiet ways out before anybody answers: leave the person to somebody else, or to nobody for good. */
export function RingingWaysOut() {
  const texts = useTexts();
  const { hangUp, askNever, also } = useDesk();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <div className="row">
        <Button
          kind="quiet"
          icon="arrow-right"
          isExpanded={isAsking}
          // Where nothing reaches a queue (practice), it is a hang-up.
          onPress={() => (also === undefined ? hangUp() : setAsking(!isAsking))}
        >
          {texts.say('caller.ring.skip')}
        </Button>
        <Button kind="quiet" icon="never" onPress={askNever}>
          {texts.say('caller.never')}
        </Button>
      </div>
      {isAsking && also !== undefined && <SkipReasons onSkip={also.skip} onStay={() => setAsking(false)} />}
    </>
  );
}

/** One tap says why, in four words; nobody has to explain more (ASKS 18). */
function SkipReasons(props: { readonly onSkip: (reason: SkipReason) => void; readonly onStay: () => void }) {
  const texts = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="missing stack wide" aria-labelledby="h-skip">
      <h3 id="h-skip" ref={heading} tabIndex={-1}>
        {texts.say('outcome.skip.title')}
      </h3>
      <p className="soft">{texts.say('outcome.skip.hint')}</p>
      <div className="row">
        {skipReasons.map((reason) => (
          <Button key={reason} onPress={() => props.onSkip(reason)}>
            {texts.say(`outcome.skip.${reason}`)}
          </Button>
        ))}
      </div>
      <Button kind="link" onPress={props.onStay}>
        {texts.say('outcome.skip.stay')}
      </Button>
    </section>
  );
}
