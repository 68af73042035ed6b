import './own-phone.css';
import type { Ref } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDesk } from './call-desk.ts';
import { MailboxMessage, OpeningWords } from './opening-words.tsx';
import { PersonFacts } from './person-facts.tsx';
import { PhonePairing } from './phone-pairing.tsx';
import { RingingBar } from './ringing-bar.tsx';
import { OpeningHints } from './ringing-screen.tsx';
import { RingingWaysOut } from './skip-block.tsx';

/** The caller dials: the number to ring, and at once every way it can go, since no line tells us any. */
export function OwnRingingScreen({ headingRef }: { readonly headingRef: Ref<HTMLHeadingElement> }) {
  const texts = useTexts();
  const { save } = useDesk();
  return (
    <>
      <RingingBar
        headingRef={headingRef}
        words={<span className="state state--live">{texts.say('phone.own.state')}</span>}
        keys={{ '7': () => save('wrong-person') }}
      />
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
  const { save } = useDesk();
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
      <RingingWaysOut />
    </section>
  );
}
