import { useState } from 'react';
import type { PracticeRound } from '../../../protocol/practice-contract.ts';
import type { CampaignSummary, GuideView } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field, SelectField, TextField } from '../../ui/field.tsx';
import type { RoundAnswer } from './together-page.tsx';

const nothing = { text: '', change: '', step: '' };

/** What the team has found, and what the guide should say instead. */
export function FindingsPart(props: {
  readonly campaign: CampaignSummary;
  readonly round: PracticeRound;
  readonly guide: GuideView | null;
  readonly act: (work: () => Promise<RoundAnswer>) => Promise<boolean>;
}) {
  const { client, texts, newKey } = useApp();
  const { round, campaign, guide } = props;
  const [finding, setFinding] = useState(nothing);
  const [key, setKey] = useState(newKey);
  const places = [...(guide?.steps ?? []), ...(guide?.moments ?? [])].map(({ id, title }) => ({
    id,
    label: title,
  }));
  const titleOf = (step: string) => places.find(({ id }) => id === step)?.label ?? step;
  const add = () => {
    const body = { key, ...finding, step: finding.step === '' ? null : finding.step };
    void props
      .act(() => client.call('addFinding', { params: { campaign: campaign.key }, body }))
      .then((isDone) => {
        if (!isDone) return;
        setFinding(nothing);
        setKey(newKey());
      });
  };
  return (
    <section className="stack" aria-labelledby="h-findings">
      <h2 id="h-findings">{texts.say('practice-web.together.findings')}</h2>
      {round.findings.length === 0 && <p className="soft">{texts.say('practice-web.together.hard.none')}</p>}
      <ul className="saidlist">
        {round.findings.map((it) => (
          <li key={it.id}>
            <b>{it.text}</b>
            {it.change !== '' && (
              <p>{texts.say('practice-web.together.finding.says', { change: it.change })}</p>
            )}
            {it.step !== null && (
              <p className="soft small">
                {texts.say('practice-web.together.finding.at', { step: titleOf(it.step) })}
              </p>
            )}
          </li>
        ))}
      </ul>
      {round.isOpen && (
        <div className="stack wide">
          <Field
            label={texts.say('practice-web.together.finding.text')}
            value={finding.text}
            maxLength={300}
            onChange={(text) => setFinding({ ...finding, text })}
          />
          <TextField
            label={texts.say('practice-web.together.finding.change')}
            value={finding.change}
            maxLength={500}
            onChange={(change) => setFinding({ ...finding, change })}
          />
          {places.length > 0 && (
            <SelectField
              label={texts.say('practice-web.together.finding.step')}
              options={[{ id: '', label: texts.say('practice-web.together.finding.step.none') }, ...places]}
              value={finding.step}
              onChange={(step) => setFinding({ ...finding, step })}
            />
          )}
          <Button icon="plus" isDisabled={finding.text.trim() === ''} onPress={add}>
            {texts.say('practice-web.together.finding.add')}
          </Button>
        </div>
      )}
    </section>
  );
}
