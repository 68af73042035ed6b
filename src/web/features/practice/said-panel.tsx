import { useEffect, useRef } from 'react';
import type { Move } from '../../../core/practice/alone/alone-case.ts';
import { aloneCases } from '../../../core/practice/alone/alone-cases.ts';
import { type AloneRun, isOver, lineOf, movesOf, nodeOf } from '../../../core/practice/alone/alone-run.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';

/** What the person says, and what one may have said oneself: the one thing on the screen that is not real. */
export function SaidPanel(props: {
  readonly run: AloneRun;
  readonly wantsSound: boolean;
  readonly voice: { readonly say: () => void; readonly isBroken: boolean };
  readonly onSaid: (move: Move) => void;
  readonly onHangUp: () => void;
}) {
  const texts = useTexts();
  const { run, wantsSound, voice } = props;
  const question = useRef<HTMLHeadingElement>(null);
  const answer = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // Whoever hears the voice is led on to what comes next; whoever does not, to what was said.
    (wantsSound ? question : answer).current?.focus({ preventScroll: true });
  }, [wantsSound]);
  const node = nodeOf(run);
  const name = texts.say(`practice.persona.${aloneCases[run.caseId].persona}.name`);
  const line = texts.sayAny(`practice-web.line.${lineOf(run)}`);
  const isMailbox = run.caseId === 'mailbox';
  return (
    <section className="said" aria-label={texts.say('practice-web.run.panel')}>
      <div className="said__person">
        <p className="soft">
          {isMailbox || node.isSilent
            ? texts.say(`practice-web.run.${node.isSilent ? 'happened' : 'says.mailbox'}`)
            : texts.say(`practice-web.mood.${node.mood}`, { name })}
        </p>
        <p className={node.isSilent ? 'said__line' : 'said__line say'} ref={answer} tabIndex={-1}>
          {node.isSilent ? line : `„${line}“`}
        </p>
        {wantsSound && !node.isSilent && (
          <Button kind="link" icon="sound" onPress={voice.say}>
            {texts.say('practice-web.run.again')}
          </Button>
        )}
        {voice.isBroken && <p className="soft small">{texts.say('practice-web.run.no-sound')}</p>}
      </div>
      <div className="said__own">
        <h2 ref={question} tabIndex={-1}>
          {texts.say(isOver(run) ? 'practice-web.run.over' : 'practice-web.run.title')}
        </h2>
        <div className="said__moves">
          {movesOf(run).map((it) => (
            <Button key={it} onPress={() => props.onSaid(it)}>
              {texts.say(`practice-web.move.${it}`)}
            </Button>
          ))}
          {isOver(run) && (
            <Button icon="hang-up" onPress={props.onHangUp}>
              {texts.say('practice-web.run.over.go')}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
