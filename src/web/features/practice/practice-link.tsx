import { useState } from 'react';
import type { ShiftView } from '../../../protocol/views.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { Link, navigate } from '../../navigation.tsx';
import { Button } from '../../ui/button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { sayError } from '../../ui/say-error.ts';

const PRACTICE = '/uebung';

/** Whether the campaign wants a practice that is still to come: until then nobody is called. */
export function mustPractise({ practice }: Pick<ShiftView, 'practice'>): boolean {
  return practice.isRequired && !practice.isDone;
}

/** The next step of whoever has to practise first, and why. */
export function PracticeFirst() {
  const texts = useTexts();
  return (
    <>
      <p className="wait__why" id="practice-first">
        {texts.say('practice-link.link.required')}
      </p>
      <LinkButton to={PRACTICE} icon="person" isMain>
        {texts.say('practice-link.link.required.go')}
      </LinkButton>
    </>
  );
}

/** In a pause: a quiet way to a practice. */
export function PracticeLink() {
  const texts = useTexts();
  return (
    <p>
      <Link to={PRACTICE}>{texts.say('practice-link.link')}</Link>
    </p>
  );
}

/** While one is ready: pauses first, and says so. */
export function PracticeInstead() {
  const { client, texts } = useApp();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    try {
      await client.call('pause');
      navigate({ to: PRACTICE });
    } catch (error) {
      setBusy(false);
      setProblem(sayError(error, texts));
    }
  };
  return (
    <div className="stack">
      <p className="soft small" id="practice-pauses">
        {problem ?? texts.say('practice-link.link.pause')}
      </p>
      <Button kind="link" isBusy={isBusy} describedBy="practice-pauses" onPress={() => void go()}>
        {texts.say('practice-link.link.pause.go')}
      </Button>
    </div>
  );
}
