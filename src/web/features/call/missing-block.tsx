import { useEffect, useRef } from 'react';
import type { ReportableDisposition } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Seg } from '../../ui/seg.tsx';
import { useDesk } from './call-desk.ts';
import { CallbackBlock } from './callback-block.tsx';
import type { Missing } from './draft.ts';
import { QuestionBlock } from './question-block.tsx';
import { WhichNumber } from './which-number.tsx';

/** What an outcome still needs, right where it was chosen; then it is saved. */
export function MissingBlock(props: {
  readonly disposition: ReportableDisposition;
  readonly missing: readonly Missing[];
  /** The question was not asked: the talk broke off. */
  readonly onNotAsked: () => void;
}) {
  const texts = useTexts();
  const { call, draft, change, save } = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="missing stack wide" aria-labelledby="h-missing">
      <h3 id="h-missing" ref={heading} tabIndex={-1}>
        {texts.say('caller.missing.title')}
      </h3>
      {props.missing.map((it) => {
        if (it.kind === 'question') return <QuestionBlock key={it.question.id} question={it.question} />;
        if (it.kind === 'which-number')
          return (
            <WhichNumber
              key="which-number"
              onSaid={(wrongNumbers) => save(props.disposition, { wrongNumbers })}
            />
          );
        if (it.kind === 'callback')
          return (
            <CallbackBlock key="callback" onEntered={(callback) => save(props.disposition, { callback })} />
          );
        return (
          <Seg
            key="talked"
            legend={texts.say('caller.missing.talked', { name: call.card.givenName })}
            isLegendShown
            options={[
              { id: 'yes', label: texts.say('caller.yes') },
              { id: 'no', label: texts.say('caller.no') },
            ]}
            value={draft.talkedWithMember === null ? null : draft.talkedWithMember ? 'yes' : 'no'}
            onChange={(said) => change({ talkedWithMember: said === 'yes' })}
          />
        );
      })}
      {props.disposition === 'conversation-complete' && (
        <Button kind="link" onPress={props.onNotAsked}>
          {texts.say('caller.missing.not-asked')}
        </Button>
      )}
    </section>
  );
}
