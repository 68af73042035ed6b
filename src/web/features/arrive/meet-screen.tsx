import type { ReactNode, Ref } from 'react';
import type { ShiftView } from '../../../protocol/views.ts';
import { useInstallation } from '../../api/queries.ts';
import { useTexts } from '../../app-context.ts';
import { navigate } from '../../navigation.tsx';
import { Button } from '../../ui/button.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { isLineUp } from '../call/voice-part.tsx';
import { firstName } from '../call/wording.ts';
import { ArriveSteps } from './arrive-steps.tsx';
import { FiguresNote } from './figures-note.tsx';
import { PRACTICE, practicePath } from './practice-path.ts';

/**
 * Before the very first call: what it is about, in three cards, and the gate. Nobody real is on the screen until one
 * has said here that one is ready (ASKS 20).
 */
export function MeetScreen(props: {
  readonly view: ShiftView;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly onReady: () => void;
  /** How one speaks. */
  readonly children?: ReactNode;
}) {
  const texts = useTexts();
  const isDemo = useInstallation().data?.isDemo ?? false;
  const { view } = props;
  const [name, unit] = [firstName(view.callerName), view.campaign.unit];
  const { isRequired, isDone } = view.practice;
  const mayBegin = isLineUp(view) && isDone;
  const isPracticeMain = PRACTICE && !(isRequired && isDone);
  useAltKeys(mayBegin ? { B: props.onReady } : {});
  return (
    <main className="arrive" id="main">
      <ArriveSteps here="practice" />
      <h1 ref={props.headingRef} tabIndex={-1}>
        {texts.say('arrive.meet.title', { name })}
      </h1>
      <ol className="meet">
        <Card title={texts.say('arrive.meet.who')}>
          <p>{texts.say('arrive.meet.who.text', { campaign: view.campaign.title })}</p>
        </Card>
        <Card title={texts.say('arrive.meet.first')}>
          <p className="say">{texts.say('arrive.meet.first.words', { name, unit })}</p>
          <p>{texts.say('arrive.meet.first.text')}</p>
        </Card>
        <Card title={texts.say('arrive.meet.help')}>
          <p>{texts.say('arrive.meet.help.text')}</p>
        </Card>
      </ol>
      <div className="stack">
        <div className="row">
          {PRACTICE && (
            <Button
              {...(isPracticeMain ? { kind: 'main' } : {})}
              isBig
              onPress={() => navigate({ to: practicePath(view.campaign.key) })}
            >
              {texts.say('arrive.meet.practice')}
            </Button>
          )}
          <Button
            {...(isPracticeMain ? {} : { kind: 'main' })}
            isBig
            icon="phone"
            altKey="B"
            isDisabled={!mayBegin}
            describedBy="meet-real"
            onPress={props.onReady}
          >
            {texts.say('arrive.meet.call')}
          </Button>
        </div>
        <p className="soft small" id="meet-real">
          {texts.say(isDone ? (isDemo ? 'arrive.meet.demo' : 'arrive.meet.real') : 'arrive.meet.required')}
        </p>
        <FiguresNote campaign={view.campaign} />
      </div>
      {props.children}
    </main>
  );
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li className="meet__card">
      <h2>{title}</h2>
      {children}
    </li>
  );
}
