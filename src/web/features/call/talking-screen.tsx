import { type Ref, useState } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { CallBar } from './call-bar.tsx';
import { useDesk } from './call-desk.ts';
import { CallbackBlock } from './callback-block.tsx';
import { GuidePanel } from './guide-panel.tsx';
import { MessagePart } from './message-part.tsx';
import { MomentsBlock } from './moments-block.tsx';
import { MailboxMessage } from './opening-words.tsx';
import { altKeyOf, frequentOutcomes, numberedOutcomes, otherOutcomes } from './outcomes.ts';
import { PauseAfterButton } from './pause-after.tsx';
import { PersonCard } from './person-card.tsx';
import { SoftHintLine } from './soft-hint-line.tsx';
import { duration } from './when.ts';
import { fullName } from './wording.ts';

/** Two people talk: who, the conversation as a line, and what came of it, side by side. */
export function TalkingScreen({ headingRef }: { readonly headingRef: Ref<HTMLHeadingElement> }) {
  const texts = useTexts();
  const desk = useDesk();
  const { call, here } = desk;
  const { card } = call;
  return (
    <>
      <CallBar
        state="talking"
        label={texts.say('caller.bar.current')}
        name={fullName(card)}
        givenName={card.givenName}
        words={
          <>
            <span className="state state--live">{texts.say('caller.state.talking')}</span>{' '}
            <span className="num" role="timer" aria-label={texts.say('caller.lasts')}>
              {duration(here.now - (call.answeredAt ?? call.dialledAt))}
            </span>
          </>
        }
      >
        <Button kind="live" isBig icon="hang-up" altKey="X" onPress={desk.hangUp}>
          {/* Only the caller's own phone can hang up on a call that it dialled. */}
          {texts.say(call.tel === null ? 'caller.hang-up' : 'phone.talk-over')}
        </Button>
      </CallBar>
      <main className="talk" id="main">
        <PersonCard />
        <GuidePanel headingRef={headingRef} />
        <TalkingSide />
      </main>
      <JumpBar />
    </>
  );
}

function TalkingSide() {
  const texts = useTexts();
  const { draft, change, hangUp, askNever, save } = useDesk();
  const [showsAll, setShowsAll] = useState(false);
  const first = numberedOutcomes.filter((it) => ['1', '2', '6', '7'].includes(altKeyOf(it) ?? ''));
  const isAmongFirst = draft.disposition === null || first.some((it) => it === draft.disposition);
  const shown = showsAll || !isAmongFirst ? [...frequentOutcomes, ...otherOutcomes] : first;
  const keys = Object.fromEntries(
    numberedOutcomes.map((it) => [altKeyOf(it) ?? '', () => change({ disposition: it })]),
  );
  const mailbox = () => save('voicemail');
  useAltKeys({ ...keys, X: hangUp, M: mailbox });
  return (
    <div className="talk__side">
      <section id="outcome" className="stack" aria-labelledby="h-outcome">
        <h2 id="h-outcome">{texts.say('caller.result')}</h2>
        <Choices
          legend={texts.say('caller.wrap.question')}
          isLegendHidden
          isOneColumn
          options={shown.map((id) => {
            const altKey = altKeyOf(id);
            return {
              id,
              label: texts.say(`caller.outcome.${id}`),
              ...(altKey === undefined ? {} : { altKey }),
            };
          })}
          value={draft.disposition}
          onChange={(disposition) => change({ disposition })}
        />
        {/* Nobody speaks there: it is saved at once, as while it rings. */}
        <Button isWide icon="mailbox" altKey="M" onPress={mailbox}>
          {texts.say('caller.outcome.voicemail')}
        </Button>
        <MailboxMessage />
        {!showsAll && isAmongFirst && (
          <Button kind="quiet" icon="chevron-down" onPress={() => setShowsAll(true)}>
            {texts.say('caller.result.all')}
          </Button>
        )}
        <PauseAfterButton />
      </section>
      <section className="stack" aria-labelledby="h-callback">
        <h2 id="h-callback">{texts.say('caller.callback.title')}</h2>
        <CallbackBlock />
      </section>
      <section className="stack" aria-labelledby="h-note">
        <h2 id="h-note">{texts.say('caller.note')}</h2>
        <NoteField />
        <MessagePart />
      </section>
      <section className="stack" aria-labelledby="h-hard">
        <h2 id="h-hard">{texts.say('caller.moments.title')}</h2>
        <MomentsBlock />
        <Button isWide icon="never" onPress={askNever}>
          {texts.say('caller.never')}
        </Button>
      </section>
    </div>
  );
}

/** The note, and what does not belong into it. */
export function NoteField() {
  const texts = useTexts();
  const { call, draft, change } = useDesk();
  return (
    <>
      <TextField
        label={texts.say('caller.note')}
        isLabelHidden
        value={draft.note}
        onChange={(note) => change({ note })}
        maxLength={500}
        hint={texts.say('caller.note.hint', { name: call.card.givenName })}
      />
      <SoftHintLine text={draft.note} />
    </>
  );
}

function JumpBar() {
  const texts = useTexts();
  return (
    <nav className="jump" aria-label={texts.say('caller.jump')}>
      <a href="#person">
        <Icon name="person" />
        {texts.say('caller.jump.person')}
      </a>
      <a href="#guide">
        <Icon name="phone" />
        {texts.say('caller.jump.guide')}
      </a>
      <a href="#outcome">
        <Icon name="check" />
        {texts.say('caller.result')}
      </a>
    </nav>
  );
}
