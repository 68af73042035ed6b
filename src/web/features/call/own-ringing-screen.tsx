import './own-phone.css';
import type { Ref } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { CallBar } from './call-bar.tsx';
import { useDesk } from './call-desk.ts';
import { MailboxMessage, OpeningWords } from './opening-words.tsx';
import { PersonFacts } from './person-facts.tsx';
import { PhonePairing } from './phone-pairing.tsx';
import { OpeningHints } from './ringing-screen.tsx';
import { fullName } from './wording.ts';

/** The caller dials: the number to ring, and at once every way it can go, since no line tells us any. */
export function OwnRingingScreen({ headingRef }: { readonly headingRef: Ref<HTMLHeadingElement> }) {
  const texts = useTexts();
  const desk = useDesk();
  const { card } = desk.call;
  useAltKeys({
    W: desk.talking,
    M: () => desk.save('voicemail'),
    A: () => desk.save('third-person'),
    '6': () => desk.save('third-person'),
    '7': () => desk.save('wrong-person'),
  });
  return (
    <>
      <CallBar
        state="ringing"
        label={texts.say('caller.bar.current')}
        name={fullName(card)}
        givenName={card.givenName}
        headingRef={headingRef}
        words={<span className="state state--live">{texts.say('phone.own.state')}</span>}
      >
        <Button kind="main" isBig icon="phone" altKey="W" onPress={desk.talking}>
          {texts.say('caller.talking')}
        </Button>
      </CallBar>
      <main className="ring" id="main">
        <div className="stack ring__say ring__say--own">
          <Dial />
          <section className="stack wide" aria-labelledby="h-say">
            <h2 id="h-say">{texts.say('phone.own.say')}</h2>
            <OpeningWords />
            <OpeningHints />
          </section>
          <Results />
        </div>
        <section className="stack ring__info" aria-labelledby="h-info">
          <h2 id="h-info">{texts.say('caller.ring.info')}</h2>
          <PersonFacts />
        </section>
      </main>
    </>
  );
}

function Dial() {
  const texts = useTexts();
  const { view, call } = useDesk();
  const { card, tel } = call;
  return (
    <section className="stack wide" aria-labelledby="h-dial">
      <h2 id="h-dial">{texts.say('phone.own.title')}</h2>
      <p className="dial">
        <span className="vh">{texts.say('phone.own.number', { name: card.givenName })} </span>
        <span className="dial__number num">{card.dialled}</span>
      </p>
      <div className="row dial__ways">
        {tel !== null && (
          <a className="btn" href={`tel:${tel}`}>
            <Icon name="phone" />
            {texts.say('phone.own.call-here')}
          </a>
        )}
        <PhonePairing view={view} />
      </div>
      <p className="aside">{texts.say('phone.own.other-phone')}</p>
    </section>
  );
}

function Results() {
  const texts = useTexts();
  const { save, hangUp, askNever } = useDesk();
  return (
    <section className="ring__else" aria-labelledby="h-what">
      <h2 id="h-what">{texts.say('phone.own.what')}</h2>
      <div className="row">
        <Button icon="phone" onPress={() => save('no-answer')}>
          {texts.say('phone.result.no-answer')}
        </Button>
        <Button icon="clock" onPress={() => save('busy')}>
          {texts.say('phone.result.busy')}
        </Button>
        <Button icon="mailbox" altKey="M" onPress={() => save('voicemail')}>
          {texts.say('phone.result.voicemail')}
        </Button>
        <Button icon="cross" onPress={() => save('not-in-service')}>
          {texts.say('phone.result.not-in-service')}
        </Button>
        <Button icon="person" altKey="A" onPress={() => save('third-person')}>
          {texts.say('phone.result.third-person')}
        </Button>
        <Button icon="undo" altKey="7" onPress={() => save('wrong-person')}>
          {texts.say('phone.result.wrong-person')}
        </Button>
      </div>
      <MailboxMessage />
      <div className="row">
        <Button kind="quiet" icon="arrow-right" onPress={hangUp}>
          {texts.say('caller.ring.skip')}
        </Button>
        <Button kind="quiet" icon="never" onPress={askNever}>
          {texts.say('caller.never')}
        </Button>
      </div>
    </section>
  );
}
