import { useState } from 'react';
import type { PracticeSession } from '../../../protocol/practice-contract.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { useKeptSheet } from './kept-sheet.ts';
import { PersonaCard } from './persona-card.tsx';
import type { ScreenProps } from './practice-page.tsx';
import { SheetForm } from './sheet-form.tsx';

/** After the talk: both fill the sheet in, each for oneself. */
export function SheetScreen(props: ScreenProps & { readonly session: PracticeSession }) {
  const { client, texts } = useApp();
  const { practice, campaign, session } = props;
  const [isChanging, setChanging] = useState(false);
  const [sheet, setSheet] = useKeptSheet(session);
  useKeptFocus(props.headingRef);
  const params = { campaign: campaign.key };
  const { role, partner } = session;
  const { name } = partner;
  const isGiven = session.mySheet !== null && !isChanging;
  const leave = () => void practice.act(() => client.call('leavePractice', { params }));
  if (isGiven)
    return (
      <main className="wait" id="main">
        <h1 ref={props.headingRef} tabIndex={-1}>
          {texts.say('practice-web.sheet.given')}
        </h1>
        <p className="wait__why">{texts.say('practice-web.sheet.given.text', { name })}</p>
        <div className="row">
          <Button icon="pen" onPress={() => setChanging(true)}>
            {texts.say('practice-web.sheet.change')}
          </Button>
          <Button icon="leave" onPress={leave}>
            {texts.say('practice-web.both.finish')}
          </Button>
        </div>
      </main>
    );
  const heading = (
    <div className="stack">
      {role === 'player' ? (
        <h2 id="h-sheet">{texts.say('practice-web.sheet.title.player')}</h2>
      ) : (
        <h1 id="h-sheet" ref={props.headingRef} tabIndex={-1}>
          {texts.say('practice-web.sheet.title.trainee')}
        </h1>
      )}
      {props.came.view.ended !== null && (
        <p className="practise__ended">{texts.say(`practice.ended.${props.came.view.ended}`)}</p>
      )}
      <p>{texts.say(`practice-web.sheet.text.${role}`, { name })}</p>
    </div>
  );
  return (
    <main className={role === 'player' ? 'practice' : 'practice practice--one'} id="main">
      {role === 'player' && (
        <PersonaCard session={session} headingRef={props.headingRef}>
          {null}
        </PersonaCard>
      )}
      <section className="stack practice__main" aria-labelledby="h-sheet">
        {heading}
        <SheetForm
          sheet={sheet}
          onChange={setSheet}
          about={role === 'player' ? name : null}
          isBusy={practice.isBusy}
          giveLabel={texts.say(`practice-web.sheet.give.${role}`, { name })}
          onGive={() =>
            void practice
              .act(() => client.call('giveSheet', { params, body: sheet }))
              .then((isDone) => isDone && setChanging(false))
          }
        />
        <Button kind="quiet" onPress={leave}>
          {texts.say('practice-web.sheet.leave')}
        </Button>
      </section>
    </main>
  );
}
