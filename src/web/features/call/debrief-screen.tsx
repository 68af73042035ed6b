import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { GoodMoment } from '../../../protocol/profile-contract.ts';
import type { ShiftView } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { WireState } from '../../ui/wire.tsx';
import { clockTime } from './when.ts';
import { firstName } from './wording.ts';

const questions = ['surprised', 'hard', 'change'] as const;
const MOST_LETTERS = 1_000;
const nothing = { surprised: '', hard: '', change: '' };

/** The end of a shift: thanks, one's own good moments, three questions; one tap ends it without them (DOMAIN 8.1). */
export function DebriefScreen(props: {
  readonly view: ShiftView;
  readonly onEnd: () => Promise<boolean>;
  readonly onBack: () => void;
}) {
  const { client, texts } = useApp();
  const { shiftId, callerName, campaign } = props.view;
  const [said, setSaid] = useState(nothing);
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const moments = useQuery({
    queryKey: ['good-moments', shiftId],
    queryFn: () => client.call('goodMoments'),
    gcTime: 0,
    retry: false,
  });
  const isEmpty = questions.every((it) => said[it].trim() === '');
  const done = async () => {
    setBusy(true);
    setFailed(false);
    try {
      if (!isEmpty) await client.call('giveDebrief', { body: said });
      await props.onEnd();
    } catch {
      // What was written stands there still.
      setFailed(true);
    }
    setBusy(false);
  };
  return (
    <main className="wait debrief" id="main">
      <WireState shape="open">{texts.say('everywhere.debrief.state')}</WireState>
      <h1 ref={heading} tabIndex={-1}>
        {texts.say('everywhere.debrief.title', { name: firstName(callerName) })}
      </h1>
      <GoodMoments moments={moments.data?.moments ?? []} timezone={campaign.timezone} />
      <p>
        {texts.say('everywhere.debrief.lead')} {texts.say('everywhere.debrief.privacy')}
      </p>
      {questions.map((it) => (
        <TextField
          key={it}
          rows={2}
          label={texts.say(`everywhere.debrief.${it}`)}
          hint={it === 'change' ? texts.say('everywhere.debrief.change.hint') : undefined}
          maxLength={MOST_LETTERS}
          value={said[it]}
          onChange={(text) => setSaid({ ...said, [it]: text })}
        />
      ))}
      {hasFailed && (
        <p className="field__error" role="alert">
          {texts.say('everywhere.debrief.not-sent')}
        </p>
      )}
      <div className="row">
        <Button kind="main" isBig isBusy={isBusy} onPress={() => void done()}>
          {texts.say('everywhere.debrief.done')}
        </Button>
        <Button isBig onPress={() => void props.onEnd()}>
          {texts.say('everywhere.debrief.skip')}
        </Button>
      </div>
      <Button kind="link" onPress={props.onBack}>
        {texts.say('everywhere.debrief.back')}
      </Button>
    </main>
  );
}

function GoodMoments(props: {
  readonly moments: readonly GoodMoment[];
  readonly timezone: string;
}): ReactNode {
  const { texts } = useApp();
  if (props.moments.length === 0) return null;
  return (
    <section className="wait__mean" aria-labelledby="h-moments">
      <h2 id="h-moments">{texts.say('everywhere.debrief.moments')}</h2>
      <p className="soft small">{texts.say('everywhere.debrief.moments.hint')}</p>
      <ul className="debrief__moments">
        {props.moments.map((it) => (
          <li key={it.attemptId}>
            <b>
              {texts.say('everywhere.debrief.moments.one', {
                time: clockTime(it.at, props, texts),
                name: it.name,
              })}
            </b>
            {it.note !== null && it.note !== '' && <span>{it.note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
