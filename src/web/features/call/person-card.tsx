import './talk.css';
import { useState } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { useDesk } from './call-desk.ts';
import { DataCorrection } from './data-correction.tsx';
import { HeardPanel } from './heard-panel.tsx';
import { PersonFacts } from './person-facts.tsx';

const KEPT_AS = 'draht.person-card';

/** Whom one talks to. On a phone the card is one line, who and why now; a tap opens it, and that is remembered. */
export function PersonCard() {
  const texts = useTexts();
  const { call } = useDesk();
  const [isOpen, setOpen] = useState(() => localStorage.getItem(KEPT_AS) === 'open');
  const turn = () => {
    localStorage.setItem(KEPT_AS, isOpen ? 'folded' : 'open');
    setOpen(!isOpen);
  };
  return (
    <section
      className="talk__person stack"
      id="person"
      aria-labelledby="h-person"
      data-folded={isOpen ? undefined : true}
    >
      <h2 className="vh" id="h-person">
        {texts.say('caller.person')}
      </h2>
      <HeardPanel />
      <PersonFacts />
      <div className="person__acts">
        <div className="person__fold">
          <Button
            kind="link"
            icon={isOpen ? 'chevron-down' : 'chevron-right'}
            isExpanded={isOpen}
            onPress={turn}
          >
            {texts.say(isOpen ? 'talk.card.less' : 'talk.card.more', { name: call.card.givenName })}
          </Button>
        </div>
        <DataCorrection />
      </div>
    </section>
  );
}
