import type { ReactNode, Ref } from 'react';
import { personas } from '../../../core/practice/personas.ts';
import type { PracticeSession } from '../../../protocol/practice-contract.ts';
import { useTexts } from '../../app-context.ts';

/** Whom one plays, what is told only to a good question, and what the other one practises. */
export function PersonaCard(props: {
  readonly session: PracticeSession;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}) {
  const texts = useTexts();
  const { persona, situation, partner } = props.session;
  if (persona === null) return null;
  const say = (part: 'name' | 'about' | 'mood' | 'reveals' | 'goal' | 'sentence') =>
    texts.say(`practice.persona.${persona}.${part}`);
  const age = personas.find(({ id }) => id === persona)?.age ?? 0;
  const facts = [
    [texts.say('practice-web.play.mood'), say('mood')],
    [texts.say('practice-web.play.reveals'), say('reveals')],
    [texts.say('practice-web.play.goal', { name: partner.name }), say('goal')],
    ...(situation === null
      ? []
      : [[texts.say('practice-web.play.situation'), texts.say(`practice.situation.${situation}`)]]),
  ] as const;
  return (
    <section className="persona" aria-labelledby="h-persona">
      <div className="card stack">
        <p className="soft" id="you-play">
          {texts.say('practice-web.play.you')}
        </p>
        <h1 id="h-persona" ref={props.headingRef} tabIndex={-1} aria-describedby="you-play">
          {texts.say('practice-web.play.title', { persona: say('name'), age, about: say('about') })}
        </h1>
        <p className="say">„{say('sentence')}“</p>
        <dl className="facts">
          {facts.map(([title, text]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        {props.children}
      </div>
      <p className="soft small">{texts.say('practice-web.play.screen', { name: partner.name })}</p>
    </section>
  );
}
