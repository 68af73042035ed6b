import { useEffect, useState } from 'react';
import type { PracticeWish } from '../../../protocol/practice-contract.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Seg } from '../../ui/seg.tsx';
import { forgetSheet } from './kept-sheet.ts';
import { OwnPractices } from './own-practices.tsx';
import { PauseFirst } from './pause-first.tsx';
import { practicable } from './practice-campaign.ts';
import type { ScreenProps } from './practice-page.tsx';
import type { useOwnLine } from './use-own-line.ts';

const wishes = ['trainee', 'player', 'either'] as const;

/** What practising is for, and its three ways. */
export function StartScreen(
  props: ScreenProps & {
    readonly own: ReturnType<typeof useOwnLine>;
    readonly onCampaign: (key: string) => void;
  },
) {
  const texts = useTexts();
  const { me, campaign } = props;
  const { view } = props.came;
  const campaigns = practicable(me);
  // Of a practice that was left: nothing of it stays in this browser.
  useEffect(forgetSheet, []);
  return (
    <main className="practise" id="main">
      <div className="stack practise__head">
        <h1 ref={props.headingRef} tabIndex={-1}>
          {texts.say('practice-web.start.title')}
        </h1>
        <p>{texts.say('practice-web.start.why')}</p>
        {view.ended !== null && (
          <p className="practise__ended">{texts.say(`practice.ended.${view.ended}`)}</p>
        )}
        {view.isRequired && (
          <p>{texts.say(view.isReady ? 'practice-web.start.ready' : 'practice-web.start.required')}</p>
        )}
        {campaigns.length > 1 && (
          <SelectField
            label={texts.say('practice-web.start.campaign')}
            options={campaigns.map((it) => ({ id: it.key, label: it.title }))}
            value={campaign.key}
            onChange={props.onCampaign}
          />
        )}
      </div>
      <PartnerPart {...props} />
      <section className="stack practise__way" aria-labelledby="h-alone">
        <h2 id="h-alone">{texts.say('practice-web.start.alone')}</h2>
        <p>{texts.say('practice-web.start.alone.text')}</p>
        <LinkButton to="/uebung/allein" icon="ear">
          {texts.say('practice-web.start.alone.go')}
        </LinkButton>
      </section>
      <section className="stack practise__way" aria-labelledby="h-together">
        <h2 id="h-together">{texts.say('practice-web.start.together')}</h2>
        <p>{texts.say('practice-web.start.together.text')}</p>
        <LinkButton to="/uebung/runde">{texts.say('practice-web.start.together.go')}</LinkButton>
      </section>
      <OwnPractices campaign={campaign} />
      <p className="practise__back">
        <LinkButton to="/schicht" icon="phone">
          {texts.say(me.isNewcomer ? 'practice-web.start.call' : 'practice-web.start.back')}
        </LinkButton>
      </p>
    </main>
  );
}

function PartnerPart(props: ScreenProps & { readonly own: ReturnType<typeof useOwnLine> }) {
  const { client, texts } = useApp();
  const { practice, campaign, own } = props;
  const { view } = props.came;
  const [wish, setWish] = useState<PracticeWish>('either');
  const params = { campaign: campaign.key };
  return (
    <section className="stack practise__way" aria-labelledby="h-partner">
      <h2 id="h-partner">{texts.say('practice-web.start.partner')}</h2>
      <p>{texts.say('practice-web.start.partner.text')}</p>
      {view.mayPractise ? (
        <>
          <Seg
            legend={texts.say('practice-web.start.wish')}
            isLegendShown
            options={wishes.map((id) => ({ id, label: texts.say(`practice.wish.${id}`) }))}
            value={wish}
            onChange={setWish}
          />
          <Button
            kind="main"
            isBig
            icon="person"
            isBusy={practice.isBusy}
            onPress={() => void practice.act(() => client.call('offerPractice', { params, body: { wish } }))}
          >
            {texts.say('practice-web.start.offer')}
          </Button>
          <Waiting {...props} wish={wish} />
        </>
      ) : (
        <PauseFirst campaign={campaign} practice={practice} onShift={own.take} />
      )}
    </section>
  );
}

/** Who waits for a partner, each with a button. */
export function Waiting(
  props: Pick<ScreenProps, 'came' | 'practice' | 'campaign'> & {
    readonly wish: PracticeWish;
    readonly level?: 2 | 3;
  },
) {
  const { client, texts } = useApp();
  const { practice, wish } = props;
  const { waiting } = props.came.view;
  const Heading = `h${props.level ?? 3}` as const;
  const params = { campaign: props.campaign.key };
  return (
    <div className="stack wide">
      <Heading>{texts.say('practice-web.start.waiting')}</Heading>
      {waiting.length === 0 && <p className="soft">{texts.say('practice-web.start.waiting.none')}</p>}
      {waiting.length > 0 && (
        <ul className="partners">
          {waiting.map((it) => (
            <li key={it.seatId} className="partners__row">
              <span>
                <b>{it.name}</b> <span className="soft">„{texts.say(`practice.wish.${it.wish}`)}“</span>
              </span>
              <Button
                isBusy={practice.isBusy}
                onPress={() =>
                  void practice.act(() =>
                    client.call('askPartner', { params, body: { seatId: it.seatId, wish } }),
                  )
                }
              >
                {texts.say('practice-web.start.ask', { name: it.name })}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
