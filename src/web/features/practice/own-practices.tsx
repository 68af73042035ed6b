import { useQuery } from '@tanstack/react-query';
import type { OwnPractice } from '../../../protocol/practice-contract.ts';
import type { CampaignSummary } from '../../../protocol/views.ts';
import type { Texts } from '../../../texts/texts-of.ts';
import { useApp } from '../../app-context.ts';
import { shortDay } from '../call/when.ts';

/** One's own practices; nobody else ever reads them. Nothing where there are none. */
export function OwnPractices({ campaign }: { readonly campaign: CampaignSummary }) {
  const { client, texts } = useApp();
  const own = useQuery({
    queryKey: ['own-practices', campaign.key],
    queryFn: () => client.call('ownPractices', { params: { campaign: campaign.key } }),
    refetchOnMount: 'always',
    retry: false,
  }).data;
  if (own === undefined || own.practices.length === 0) return null;
  return (
    <section className="stack practise__own" aria-labelledby="h-own">
      <h2 id="h-own">{texts.say('practice-web.own')}</h2>
      <ul className="stack">
        {own.practices.slice(0, 5).map((it) => (
          <li key={`${it.at}-${it.role}`}>{words(it, texts)}</li>
        ))}
      </ul>
      <p className="soft small">{texts.say('practice-web.own.note')}</p>
    </section>
  );
}

function words(practice: OwnPractice, texts: Texts): string {
  const { timeZone: timezone } = new Intl.DateTimeFormat().resolvedOptions();
  const values = {
    day: shortDay(practice.at, { timezone, now: practice.at }, texts),
    persona: texts.say(`practice.persona.${practice.persona}.name`),
  };
  if (practice.role === 'player') return texts.say('practice-web.own.line.player', values);
  if (practice.result === null) return texts.say('practice-web.own.line.none', values);
  return texts.say('practice-web.own.line', { ...values, points: practice.result.points });
}
