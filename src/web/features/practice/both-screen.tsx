import { useEffect } from 'react';
import { criteria } from '../../../core/practice/criteria.ts';
import type { Score } from '../../../core/practice/evaluation.ts';
import type { PracticeSession, PracticeSheet } from '../../../protocol/practice-contract.ts';
import type { ShiftView } from '../../../protocol/views.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { forgetSheet } from './kept-sheet.ts';
import type { ScreenProps } from './practice-page.tsx';
import { ResultWords } from './result-words.tsx';

/** Both sheets side by side, and where it goes from here. */
export function BothScreen(
  props: ScreenProps & { readonly session: PracticeSession; readonly shift: ShiftView | null },
) {
  const { client, texts } = useApp();
  const { practice, campaign, session, came } = props;
  const params = { campaign: campaign.key };
  const { partner, role } = session;
  const { name } = partner;
  const mayCall = came.view.isReady || !came.view.isRequired;
  useEffect(forgetSheet, []);
  const wantSwap = (isWanted: boolean) =>
    void practice.act(() => client.call('wantSwap', { params, body: { isWanted } }));
  return (
    <main className="practise practise--both" id="main">
      <div className="stack practise__head">
        <h1 ref={props.headingRef} tabIndex={-1}>
          {texts.say('practice-web.both.title')}
        </h1>
        {came.view.ended !== null && (
          <p className="practise__ended">{texts.say(`practice.ended.${came.view.ended}`)}</p>
        )}
        <p>{texts.say(`practice-web.both.text.${role}`, { name })}</p>
        {session.result !== null && <ResultWords result={session.result} />}
        {session.partnerSheet === null && <p>{texts.say('practice-web.both.none', { name })}</p>}
        {partner.wantsSwap && partner.isHere && !session.wantsSwap && (
          <p>{texts.say('practice-web.both.swap.asked', { name })}</p>
        )}
        {session.wantsSwap && <p role="status">{texts.say('practice-web.both.swap.wanted', { name })}</p>}
        <div className="row">
          {partner.isHere &&
            (session.wantsSwap ? (
              <Button isBig icon="undo" onPress={() => wantSwap(false)}>
                {texts.say('practice-web.both.swap.take-back')}
              </Button>
            ) : (
              <Button kind="main" isBig isBusy={practice.isBusy} onPress={() => wantSwap(true)}>
                {texts.say('practice-web.both.swap')}
              </Button>
            ))}
          <Button
            isBig
            icon="leave"
            onPress={() => void practice.act(() => client.call('leavePractice', { params }))}
          >
            {texts.say('practice-web.both.finish')}
          </Button>
          {mayCall && role === 'trainee' && (
            <LinkButton to="/schicht" icon="phone">
              {texts.say(props.me.isNewcomer ? 'practice-web.start.call' : 'practice-web.start.back')}
            </LinkButton>
          )}
        </div>
      </div>
      <BothSheets mine={session.mySheet} partners={session.partnerSheet} name={name} />
    </main>
  );
}

function BothSheets(props: {
  readonly mine: PracticeSheet | null;
  readonly partners: PracticeSheet | null;
  readonly name: string;
}) {
  const texts = useTexts();
  const { mine, partners, name } = props;
  const rows: readonly (readonly ['strength' | 'next' | 'sentence', string])[] = [
    ['strength', texts.say('practice-web.both.strength')],
    ['next', texts.say('practice-web.both.next')],
    ['sentence', texts.say('practice-web.both.sentence')],
  ];
  return (
    <div className="bothsheets">
      <table className="bothsheets__table">
        <caption className="vh">{texts.say('practice-web.both.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.say('practice-web.both.criterion')}</th>
            <th scope="col">{name}</th>
            <th scope="col">{texts.say('practice-web.both.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([part, title]) => (
            <tr key={part} className="bothsheets__words">
              <th scope="row">{title}</th>
              <td>{partners?.[part] || '–'}</td>
              <td>{mine?.[part] || '–'}</td>
            </tr>
          ))}
          {criteria.map((it) => (
            <tr key={it} data-differs={partners !== null && mine?.scores[it] !== partners.scores[it]}>
              <th scope="row">{texts.say(`practice.criterion.${it}`)}</th>
              <td>
                <ScoreWord score={partners?.scores[it]} />
              </td>
              <td>
                <ScoreWord score={mine?.scores[it]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ScoreWord({ score }: { readonly score: Score | undefined }) {
  const texts = useTexts();
  if (score === undefined) return <span className="soft">–</span>;
  return (
    <span className="scoreword" data-score={score}>
      {texts.say(`practice-web.sheet.score.${score}`)}
    </span>
  );
}
