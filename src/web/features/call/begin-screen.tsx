import type { Ref } from 'react';
import type { CampaignSummary, MeView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { WireState } from '../../ui/wire.tsx';
import { FiguresNote } from '../arrive/figures-note.tsx';
import { NextShift } from '../arrive/next-shift.tsx';
import { clockTime, longDay } from './when.ts';
import { firstName } from './wording.ts';

/** Not on shift: where one may help, when calls are made, one button. */
export function BeginScreen(props: {
  readonly me: MeView;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly isBusy: boolean;
  readonly onBegin: (campaignKey: string) => void;
}) {
  const texts = useTexts();
  const running = props.me.campaigns.filter((it) => it.state === 'running');
  const [first, ...others] = running;
  return (
    <main className="wait" id="main">
      <WireState shape="open">{texts.say('caller.begin.state')}</WireState>
      <h1 ref={props.headingRef} tabIndex={-1}>
        {texts.say('caller.begin.title', { name: firstName(props.me.account.name) })}
      </h1>
      {first === undefined ? (
        <EmptyState
          level={2}
          title={texts.say('caller.begin.none')}
          text={texts.say('caller.begin.none.hint')}
        />
      ) : (
        <>
          <CampaignPart campaign={first} />
          <NextShift campaign={first} />
          <Button
            kind="main"
            isBig
            icon="phone"
            isBusy={props.isBusy}
            onPress={() => props.onBegin(first.key)}
          >
            {texts.say('caller.begin.action')}
          </Button>
          <p className="soft small">{texts.say('caller.begin.note')}</p>
          {others.map((it) => (
            <section className="wait__mean" key={it.key}>
              <CampaignPart campaign={it} />
              <Button onPress={() => props.onBegin(it.key)}>{texts.say('caller.begin.action')}</Button>
            </section>
          ))}
        </>
      )}
    </main>
  );
}

function CampaignPart({ campaign }: { readonly campaign: CampaignSummary }) {
  const texts = useTexts();
  return (
    <div className="stack">
      <h2>{campaign.title}</h2>
      <p>{campaign.unit}</p>
      {campaign.openings.length > 0 && (
        <dl className="facts facts--cols">
          {campaign.openings.slice(0, 5).map((it) => (
            <div className="facts__row" key={it.fromAt}>
              <dt>{longDay(it.fromAt, campaign, texts)}</dt>
              <dd className="num">
                {texts.say('caller.begin.hours', {
                  from: clockTime(it.fromAt, campaign, texts),
                  until: clockTime(it.untilAt, campaign, texts),
                })}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <FiguresNote campaign={campaign} />
    </div>
  );
}
