import type { Ref } from 'react';
import { aloneCases, type CaseId } from '../../../core/practice/alone/alone-cases.ts';
import { personas } from '../../../core/practice/personas.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useWantsSound } from './use-alone-voice.ts';

/** Whom one may call: six people, an objection, a mailbox. */
export function AlonePicker(props: {
  readonly cases: readonly CaseId[];
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly onBegin: (caseId: CaseId) => void;
}) {
  const texts = useTexts();
  const [wantsSound, setWantsSound] = useWantsSound();
  return (
    <main className="practise" id="main">
      <div className="stack practise__head">
        <h1 ref={props.headingRef} tabIndex={-1}>
          {texts.say('practice-web.alone.title')}
        </h1>
        <p>{texts.say('practice-web.alone.text')}</p>
        <div className="stack">
          <label className="check">
            <input
              type="checkbox"
              checked={wantsSound}
              onChange={(event) => setWantsSound(event.target.checked)}
            />
            <span>{texts.say('practice-web.alone.sound')}</span>
          </label>
          <p className="soft small">{texts.say('practice-web.alone.sound.text')}</p>
        </div>
      </div>
      <ul className="people">
        {props.cases.map((it) => (
          <PersonRow key={it} caseId={it} onBegin={() => props.onBegin(it)} />
        ))}
      </ul>
      <p className="practise__back">
        <LinkButton to="/uebung">{texts.say('practice-web.alone.back')}</LinkButton>
      </p>
    </main>
  );
}

function PersonRow({ caseId, onBegin }: { readonly caseId: CaseId; readonly onBegin: () => void }) {
  const texts = useTexts();
  if (caseId === 'objection' || caseId === 'mailbox')
    return (
      <li className="people__row">
        <div className="stack">
          <h2>{texts.say(`practice-web.alone.case.${caseId}`)}</h2>
          <p>{texts.say(`practice-web.alone.case.${caseId}.about`)}</p>
        </div>
        <Button icon={caseId === 'mailbox' ? 'mailbox' : 'never'} onPress={onBegin}>
          {texts.say(`practice-web.alone.case.${caseId}.call`)}
        </Button>
      </li>
    );
  const { persona } = aloneCases[caseId];
  const say = (part: 'name' | 'about' | 'goal') => texts.say(`practice.persona.${persona}.${part}`);
  const age = personas.find(({ id }) => id === persona)?.age ?? 0;
  return (
    <li className="people__row">
      <div className="stack">
        <h2>{texts.say('practice-web.play.title', { persona: say('name'), age, about: say('about') })}</h2>
        <p>
          <span className="soft">{texts.say('practice-web.alone.reveals')}:</span> {say('goal')}
        </p>
      </div>
      <Button icon="phone" onPress={onBegin}>
        {texts.say('practice-web.alone.call', { name: say('name') })}
      </Button>
    </li>
  );
}
