import type { Ref } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { useDesk } from './call-desk.ts';
import { preparation } from './guide-line.ts';
import { HeardPanel } from './heard-panel.tsx';
import { MailboxMessage, OpeningWords } from './opening-words.tsx';
import { PersonFacts } from './person-facts.tsx';
import { RingingBar } from './ringing-bar.tsx';
import { RingingWaysOut } from './skip-block.tsx';
import { linesOf, wordingFor } from './wording.ts';

/** It rings: the first sentence to say, large, and every other way it can go. */
export function RingingScreen({ headingRef }: { readonly headingRef: Ref<HTMLHeadingElement> }) {
  const texts = useTexts();
  const desk = useDesk();
  const { call, here } = desk;
  const state = call.line === 'announcement' || call.line === 'ringing' ? call.line : 'dialling';
  return (
    <>
      <RingingBar
        headingRef={headingRef}
        words={
          <>
            <span className="state state--live">{texts.say(`caller.state.${state}`)}</span>{' '}
            <span className="num" role="timer" aria-label={texts.say('caller.since')}>
              {texts.say('web.seconds', {
                seconds: Math.max(0, Math.floor((here.now - call.dialledAt) / 1_000)),
              })}
            </span>
          </>
        }
      >
        <Button icon="hang-up" onPress={desk.hangUp}>
          {texts.say('caller.hang-up')}
        </Button>
      </RingingBar>
      <main className="ring" id="main">
        <section className="stack ring__say" aria-labelledby="h-say">
          <h2 id="h-say">{texts.say('caller.ring.say')}</h2>
          <OpeningWords />
          <OpeningHints />
          <div className="ring__else">
            <h3>{texts.say('caller.ring.else')}</h3>
            <div className="row">
              <Button icon="mailbox" altKey="M" onPress={() => desk.save('voicemail')}>
                {texts.say('caller.outcome.voicemail')}
              </Button>
              <Button icon="person" altKey="A" onPress={() => desk.save('third-person')}>
                {texts.say('caller.ring.third-person')}
              </Button>
              <Button icon="cross" onPress={() => desk.save('not-in-service')}>
                {texts.say('caller.ring.not-in-service')}
              </Button>
            </div>
            <MailboxMessage />
            <RingingWaysOut />
          </div>
        </section>
        <div className="stack ring__info">
          <HeardPanel />
          <section className="stack wide" aria-labelledby="h-info">
            <h2 id="h-info">{texts.say('caller.ring.info')}</h2>
            <PersonFacts isRinging />
          </section>
        </div>
      </main>
    </>
  );
}

/** What the guide says to do before somebody answers. */
export function OpeningHints() {
  const { guide, places } = useDesk();
  const hints = preparation(guide)
    .flatMap((it) => it.bullets)
    .flatMap((it) => linesOf(wordingFor(guide, it), places));
  if (hints.length === 0) return null;
  return (
    <ul className="ring__hints">
      {hints.map((it) => (
        <li key={it.runs.map((run) => run.text).join('')}>{it.runs.map((run) => run.text).join('')}</li>
      ))}
    </ul>
  );
}
