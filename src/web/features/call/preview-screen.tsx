import './preview.css';
import { type Ref, useState } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { CallBar } from './call-bar.tsx';
import { useDesk } from './call-desk.ts';
import { OpeningWords } from './opening-words.tsx';
import { PersonFacts } from './person-facts.tsx';
import { OpeningHints } from './ringing-screen.tsx';
import { RingingWaysOut } from './skip-block.tsx';
import { fullName } from './wording.ts';

/** As the server keeps to it (app/preview.ts). */
const MINUTES_TO_READ = 10;

/** The person first: all that is known, how to begin, and no call before the tap. */
export function PreviewScreen(props: {
  readonly headingRef: Ref<HTMLHeadingElement>;
  /** False when it was refused; the page says why. */
  readonly onDial: () => Promise<boolean>;
  readonly onPause: () => void;
}) {
  const texts = useTexts();
  const { call } = useDesk();
  const { givenName } = call.card;
  const [isDialling, setDialling] = useState(false);
  const { onDial } = props;
  const dial = () => {
    if (isDialling) return;
    setDialling(true);
    void onDial().finally(() => setDialling(false));
  };
  useAltKeys({ J: dial });
  return (
    <>
      <CallBar
        state="preview"
        label={texts.say('caller.bar.current')}
        name={fullName(call.card)}
        givenName={givenName}
        headingRef={props.headingRef}
        words={<span className="state">{texts.say('preview.state')}</span>}
      >
        <Button icon="pause" onPress={props.onPause}>
          {texts.say('caller.pause')}
        </Button>
        <Button kind="main" isBig icon="phone" altKey="J" isBusy={isDialling} onPress={dial}>
          {texts.say('preview.dial')}
        </Button>
      </CallBar>
      <main className="ring" id="main">
        <div className="stack ring__read">
          <section className="stack wide" aria-labelledby="h-info">
            <h2 id="h-info">{texts.say('preview.person')}</h2>
            <PersonFacts />
          </section>
          <div className="ring__else">
            <RingingWaysOut />
            <p className="soft">{texts.say('preview.time', { minutes: MINUTES_TO_READ, name: givenName })}</p>
          </div>
        </div>
        <section className="stack ring__info" aria-labelledby="h-say">
          <h2 id="h-say">{texts.say('preview.say')}</h2>
          <OpeningWords />
          <OpeningHints />
        </section>
      </main>
    </>
  );
}
