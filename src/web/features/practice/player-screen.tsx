import type { PracticeSession } from '../../../protocol/practice-contract.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { WireState } from '../../ui/wire.tsx';
import { useKeptSheet } from './kept-sheet.ts';
import { PersonaCard } from './persona-card.tsx';
import type { ScreenProps } from './practice-page.tsx';
import { SheetForm } from './sheet-form.tsx';
import { TalkTime } from './talk-time.tsx';

/** The person who is called: the card, the call, and the sheet to tick while one listens. */
export function PlayerScreen(props: ScreenProps & { readonly session: PracticeSession }) {
  const { client, texts } = useApp();
  const { practice, campaign, session, came } = props;
  const isRinging = came.view.state === 'ringing';
  const params = { campaign: campaign.key };
  const { name } = session.partner;
  const [sheet, setSheet] = useKeptSheet(session);
  const draw = (what: 'persona' | 'situation') =>
    void practice.act(() => client.call('drawPractice', { params, body: { what } }));
  return (
    <main className="practice" id="main">
      <PersonaCard session={session} headingRef={props.headingRef}>
        <div className="row">
          <Button onPress={() => draw('situation')}>{texts.say('practice-web.play.draw.situation')}</Button>
          {isRinging && (
            <Button onPress={() => draw('persona')}>{texts.say('practice-web.play.draw.persona')}</Button>
          )}
        </div>
      </PersonaCard>
      <div className="stack practice__main">
        <section className="stack" aria-labelledby="h-call">
          <WireState shape={isRinging ? 'ringing' : 'talking'}>
            {texts.say(isRinging ? 'practice-web.play.ringing' : 'practice-web.play.talking', { name })}
          </WireState>
          <h2 id="h-call" className="vh">
            {texts.say(isRinging ? 'practice-web.play.ringing' : 'practice-web.play.talking', { name })}
          </h2>
          <p>{texts.say(isRinging ? 'practice-web.play.ringing.text' : 'practice-web.play.talking.text')}</p>
          <p className="soft">{texts.say(`practice-web.audio.${session.audio}`)}</p>
          {!isRinging && <TalkTime came={came} until={session.talkUntil} />}
          <div className="row">
            {isRinging ? (
              <Button
                kind="main"
                isBig
                icon="phone"
                isBusy={practice.isBusy}
                onPress={() => void practice.act(() => client.call('pickUpPractice', { params }))}
              >
                {texts.say('practice-web.play.pick-up')}
              </Button>
            ) : (
              <Button
                kind="main"
                isBig
                icon="hang-up"
                isBusy={practice.isBusy}
                onPress={() => void practice.act(() => client.call('hangUpPractice', { params }))}
              >
                {texts.say('practice-web.play.hang-up')}
              </Button>
            )}
            <Button
              kind="quiet"
              icon="leave"
              onPress={() => void practice.act(() => client.call('leavePractice', { params }))}
            >
              {texts.say('practice-web.train.leave')}
            </Button>
          </div>
        </section>
        {!isRinging && (
          <section className="stack" aria-labelledby="h-sheet">
            <h2 id="h-sheet">{texts.say('practice-web.sheet.title.player')}</h2>
            <p>{texts.say('practice-web.sheet.text.player', { name })}</p>
            <SheetForm
              sheet={sheet}
              onChange={setSheet}
              about={name}
              isBusy={false}
              giveLabel=""
              onGive={null}
            />
          </section>
        )}
      </div>
    </main>
  );
}
