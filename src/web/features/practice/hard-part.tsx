import { useState } from 'react';
import type { PracticeRound } from '../../../protocol/practice-contract.ts';
import type { CampaignSummary } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { RoundAnswer } from './together-page.tsx';

/** What was hard, without names. */
export function HardPart(props: {
  readonly campaign: CampaignSummary;
  readonly round: PracticeRound;
  readonly act: (work: () => Promise<RoundAnswer>) => Promise<boolean>;
}) {
  const { client, texts, newKey } = useApp();
  const { round, campaign } = props;
  const [text, setText] = useState('');
  const [key, setKey] = useState(newKey);
  const add = () =>
    void props
      .act(() => client.call('sayHard', { params: { campaign: campaign.key }, body: { key, text } }))
      .then((isDone) => {
        if (!isDone) return;
        setText('');
        setKey(newKey());
      });
  return (
    <section className="stack" aria-labelledby="h-hard">
      <h2 id="h-hard">{texts.say('practice-web.together.hard')}</h2>
      {round.hard.length === 0 && <p className="soft">{texts.say('practice-web.together.hard.none')}</p>}
      <ul className="saidlist">
        {round.hard.map((it) => (
          <li key={it.id}>{it.text}</li>
        ))}
      </ul>
      {round.isOpen && (
        <div className="stack wide">
          <Field
            label={texts.say('practice-web.together.hard.label')}
            hint={texts.say('practice-web.together.hard.hint')}
            value={text}
            maxLength={300}
            onChange={setText}
          />
          <Button icon="plus" isDisabled={text.trim() === ''} onPress={add}>
            {texts.say('practice-web.together.hard.add')}
          </Button>
        </div>
      )}
    </section>
  );
}
