import { type RefObject, useState } from 'react';
import { aloneCases } from '../../../core/practice/alone/alone-cases.ts';
import { type AloneRun, strengthAndNext } from '../../../core/practice/alone/alone-run.ts';
import type { Criterion } from '../../../core/practice/criteria.ts';
import { evaluate, type Scores } from '../../../core/practice/evaluation.ts';
import type { PracticeSheet } from '../../../protocol/practice-contract.ts';
import type { MeView } from '../../../protocol/views.ts';
import type { Texts } from '../../../texts/texts-of.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { ResultWords } from './result-words.tsx';
import { SheetForm } from './sheet-form.tsx';
import type { PracticeConnection } from './use-practice.ts';

/** One's own sheet after a practice alone: what the run told is a proposal. */
export function AloneSheet(props: {
  readonly me: MeView;
  readonly campaign: MeView['campaigns'][number];
  readonly run: AloneRun;
  /** Names this practice: handing the sheet in twice is harmless. */
  readonly id: string;
  readonly proposed: Scores;
  readonly practice: PracticeConnection;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly onAgain: () => void;
  readonly onAnother: () => void;
}) {
  const { client, texts } = useApp();
  const { run, proposed, practice, campaign } = props;
  const { persona } = aloneCases[run.caseId];
  const [sheet, setSheet] = useState(() => firstSheet(proposed, texts));
  const [isGiven, setGiven] = useState(false);
  useKeptFocus(props.headingRef);
  if (isGiven) return <Given {...props} sheet={sheet} />;
  const give = () => {
    const body = { key: props.id, persona, sheet };
    void practice
      .act(() => client.call('finishAlone', { params: { campaign: campaign.key }, body }))
      .then(setGiven);
  };
  return (
    <main className="practice practice--one" id="main">
      <section className="stack practice__main" aria-labelledby="h-sheet">
        <div className="stack">
          <h1 id="h-sheet" ref={props.headingRef} tabIndex={-1}>
            {texts.say('practice-web.sheet.title.trainee')}
          </h1>
          <p>{texts.say('practice-web.sheet.text.alone')}</p>
        </div>
        <SheetForm
          sheet={sheet}
          onChange={setSheet}
          proposed={proposed}
          about={null}
          isBusy={practice.isBusy}
          giveLabel={texts.say('practice-web.sheet.give.trainee')}
          onGive={give}
        />
        <Button kind="quiet" onPress={props.onAnother}>
          {texts.say('practice-web.sheet.leave')}
        </Button>
      </section>
    </main>
  );
}

function Given(props: Parameters<typeof AloneSheet>[0] & { readonly sheet: PracticeSheet }) {
  const { texts } = useApp();
  const { sheet, practice } = props;
  const view = practice.came?.view;
  const mayCall = view !== undefined && (view.isReady || !view.isRequired);
  return (
    <main className="wait" id="main">
      <h1 ref={props.headingRef} tabIndex={-1}>
        {texts.say('practice-web.run.given')}
      </h1>
      <ResultWords result={evaluate(sheet.scores)} />
      {sheet.next !== '' && (
        <p>
          {texts.say('practice-web.both.next')}: {sheet.next}
        </p>
      )}
      {sheet.sentence !== '' && <p className="say">{sheet.sentence}</p>}
      <div className="row">
        <Button {...(mayCall ? {} : { kind: 'main' })} isBig onPress={props.onAnother}>
          {texts.say('practice-web.run.another')}
        </Button>
        <Button isBig icon="undo" onPress={props.onAgain}>
          {texts.say('practice-web.run.again-same')}
        </Button>
        {mayCall && (
          <LinkButton to="/schicht" icon="phone" isMain>
            {texts.say(props.me.isNewcomer ? 'practice-web.start.call' : 'practice-web.start.back')}
          </LinkButton>
        )}
      </div>
    </main>
  );
}

function firstSheet(proposed: Scores, texts: Texts): PracticeSheet {
  const { strength, next } = strengthAndNext(proposed);
  const words = (kind: 'strength' | 'next' | 'try', criterion: Criterion | null) =>
    criterion === null ? '' : texts.sayAny(`practice-web.${kind}.${criterion}`);
  return {
    scores: proposed,
    strength: words('strength', strength),
    next: words('next', next),
    sentence: words('try', next),
  };
}
