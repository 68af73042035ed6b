import { type ReactNode, type Ref, useState } from 'react';
import type { ReportableDisposition } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { CallBar } from './call-bar.tsx';
import { useDesk } from './call-desk.ts';
import { type Draft, isTalk, missingFor } from './draft.ts';
import { HeardPanel } from './heard-panel.tsx';
import { KeptList } from './kept-list.tsx';
import { MessagePart } from './message-part.tsx';
import { MissingBlock } from './missing-block.tsx';
import { NearlyReadyButton, useNearlyReady } from './nearly-ready.tsx';
import { altKeyOf, frequentOutcomes, otherOutcomes } from './outcomes.ts';
import { PauseAfterButton } from './pause-after.tsx';
import { ReceptionPart } from './reception-part.tsx';
import { isCutOff } from './screen.ts';
import { NoteField } from './talking-screen.tsx';
import { duration } from './when.ts';
import { fullName } from './wording.ts';

/** After the call: one tap saves, what was agreed stands beside it, and one button leads on. */
export function WrapUpScreen(props: {
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly isSaved: boolean;
  readonly isSaving: boolean;
  /** Whether what was saved can still be taken back. */
  readonly canUndo: boolean;
  readonly onNext: () => void;
  readonly onPause: () => void;
  readonly onUndo: () => void;
  /** Takes back and saves the other outcome. */
  readonly onInstead: (disposition: ReportableDisposition) => void;
  /** It was said before and is corrected now: leads back without a change. */
  readonly onBack?: () => void;
  /** The caller's calls of this shift, once this one is saved. */
  readonly ownCalls?: ReactNode;
}) {
  const texts = useTexts();
  const desk = useDesk();
  const { call, draft, guide, change, save } = desk;
  const [showsAll, setShowsAll] = useState(false);
  const [wanted, setWanted] = useState<ReportableDisposition | null>(null);
  const proposal =
    draft.disposition ?? call.proposal ?? (call.answeredAt === null ? null : 'conversation-complete');
  // Saved on this screen: the keyboard goes on to what comes next. After a reload it stays where it is.
  const wasChosenHere = wanted !== null;
  const chosen = wanted ?? proposal;
  const needs = { guide, numbers: call.card.numbers };
  const missing = wanted === null ? [] : missingFor(wanted, draft, needs);
  // Of a real call with another one after it; one that is corrected or practised brings nobody on the line.
  const isAhead = desk.view.isAhead && !desk.view.wantsPause && desk.also !== undefined;
  // The note is the form's last field: whoever writes it here is ready soon.
  const [noteOfTalk] = useState(draft.note);
  const nearly = useNearlyReady(isAhead, draft.note !== noteOfTalk || props.isSaved);
  const isLocked = props.isSaving || (props.isSaved && !props.canUndo);

  const choose = (disposition: ReportableDisposition, more: Partial<Draft> = {}) => {
    if (isLocked) return;
    if (props.isSaved) return props.onInstead(disposition);
    setWanted(disposition);
    change({ ...more, disposition });
    if (missingFor(disposition, draft, needs).length === 0) save(disposition, more);
  };
  const keys = Object.fromEntries(frequentOutcomes.map((it) => [altKeyOf(it) ?? '', () => choose(it)]));
  useAltKeys(props.isSaved ? { ...keys, N: props.onNext } : keys);

  const others: readonly ReportableDisposition[] = otherOutcomes;
  const isOther = chosen !== null && others.includes(chosen);
  const options = showsAll || isOther ? [...frequentOutcomes, ...otherOutcomes] : frequentOutcomes;
  return (
    <>
      <CallBar
        state="wrapup"
        label={texts.say('caller.bar.ended')}
        name={fullName(call.card)}
        givenName={call.card.givenName}
        words={<EndedWords />}
      >
        {isAhead && !props.isSaved && <NearlyReadyButton {...nearly} />}
        {props.isSaved && (
          <Button icon="pause" onPress={props.onPause}>
            {texts.say('caller.pause')}
          </Button>
        )}
        {props.isSaved ? (
          // Of its own, so that the keyboard is handed on to it.
          <Button
            key="next"
            kind="main"
            isBig
            iconAfter="arrow-right"
            altKey="N"
            autoFocus={wasChosenHere}
            onPress={props.onNext}
          >
            {texts.say('caller.next')}
          </Button>
        ) : (
          <Button
            key="save"
            kind="main"
            isBig
            icon="check"
            isBusy={props.isSaving}
            isDisabled={chosen === null}
            onPress={() => chosen !== null && choose(chosen)}
          >
            {texts.say(props.isSaving ? 'web.saved.saving' : 'caller.save')}
          </Button>
        )}
      </CallBar>
      <main className="wrap" id="main">
        <section className="stack wrap__result" aria-labelledby="h-result">
          <h2 id="h-result" ref={props.headingRef} tabIndex={-1}>
            {texts.say(isCutOff(call) ? 'caller.wrap.unfinished' : 'caller.wrap.question')}
          </h2>
          <p className="soft">
            {texts.say(isCutOff(call) ? 'caller.wrap.unfinished.hint' : 'caller.wrap.hint')}
          </p>
          {call.answeredAt !== null && !props.isSaved && (chosen === null || isTalk(chosen)) && (
            <ReceptionPart />
          )}
          <Choices
            legend={texts.say('caller.result')}
            isLegendHidden
            isDisabled={isLocked}
            options={options.map((id) => ({
              id,
              label: texts.say(`caller.outcome.${id}`),
              why: <Why disposition={id} isProposed={!props.isSaved && wanted === null && id === proposal} />,
              ...keyOf(id),
            }))}
            value={chosen}
            onChange={(disposition) => {
              if (props.isSaved) return;
              setWanted(null);
              change({ disposition });
            }}
            onTap={(disposition) => choose(disposition)}
          />
          {wanted !== null && !props.isSaved && missing.length > 0 && (
            <MissingBlock
              missing={missing}
              disposition={wanted}
              onNotAsked={() => choose('conversation-partial')}
            />
          )}
          <div className="row">
            {!showsAll && !isOther && (
              <Button kind="quiet" icon="chevron-down" onPress={() => setShowsAll(true)}>
                {texts.say('caller.result.all')}
              </Button>
            )}
            {!props.isSaved && (
              <Button icon="never" onPress={desk.askNever}>
                {texts.say('caller.never')}
              </Button>
            )}
            {props.onBack !== undefined && (
              <Button icon="undo" onPress={props.onBack}>
                {texts.say('outcome.correct.back')}
              </Button>
            )}
          </div>
          {!props.isSaved && !props.isSaving && desk.also !== undefined && (
            <div className="row">
              <AfterTalk
                onAgain={desk.also.callAgain}
                onHard={chosen === null ? null : () => choose(chosen, { isHard: true })}
              />
              <PauseAfterButton />
            </div>
          )}
        </section>
        <section className="stack wrap__kept" aria-labelledby="h-kept">
          {!props.isSaved && <HeardPanel />}
          <h2 id="h-kept">{texts.say('caller.kept.title')}</h2>
          <KeptList />
          {props.isSaved
            ? (props.canUndo && (
                <Button kind="link" icon="pen" onPress={props.onUndo}>
                  {texts.say('caller.kept.change')}
                </Button>
              )) ||
              props.ownCalls
            : call.answeredAt !== null && (
                <div className="stack wide">
                  <h3>{texts.say('caller.note')}</h3>
                  <NoteField />
                  <MessagePart />
                </div>
              )}
        </section>
      </main>
    </>
  );
}

/** What there is besides an outcome: the line dropped, or it was a lot. */
function AfterTalk(props: { readonly onAgain: () => void; readonly onHard: (() => void) | null }) {
  const texts = useTexts();
  const { call } = useDesk();
  if (call.answeredAt === null) return null;
  return (
    <>
      <Button icon="phone" onPress={props.onAgain}>
        {texts.say('outcome.call-again')}
      </Button>
      {props.onHard !== null && (
        <Button icon="heart" onPress={props.onHard}>
          {texts.say('outcome.hard')}
        </Button>
      )}
    </>
  );
}

function keyOf(disposition: ReportableDisposition): { altKey?: string } {
  const altKey = altKeyOf(disposition);
  return altKey === undefined ? {} : { altKey };
}

function EndedWords() {
  const texts = useTexts();
  const { call } = useDesk();
  if (call.answeredAt === null || call.endedAt === null)
    return <span className="state">{texts.say('caller.state.ended')}</span>;
  return (
    <>
      <span className="state">{texts.say('caller.state.hung-up')}</span>{' '}
      <span>{texts.say('caller.after-minutes', { time: duration(call.endedAt - call.answeredAt) })}</span>
    </>
  );
}

/** What follows from an outcome, and where a proposal comes from. */
function Why(props: { readonly disposition: ReportableDisposition; readonly isProposed: boolean }) {
  const texts = useTexts();
  const { call } = useDesk();
  const [other] = call.card.otherNumbers;
  if (props.isProposed && call.answeredAt !== null && isTalk(props.disposition))
    return texts.say('caller.why.proposed');
  if (props.disposition === 'wrong-person' && other !== undefined)
    return texts.say('caller.why.other-number', { number: other });
  return texts.say(`caller.why.${props.disposition}`);
}
