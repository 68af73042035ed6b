import { useTexts } from '../../app-context.ts';
import { Choices, ManyChoices } from '../../ui/choice.tsx';
import { TextField } from '../../ui/field.tsx';
import { useDesk } from './call-desk.ts';
import type { Question } from './guide-line.ts';
import { SoftHintLine } from './soft-hint-line.tsx';
import { linesOf, wordingFor } from './wording.ts';
import { WordsToSay } from './words-to-say.tsx';

/**
 * A question as it is asked aloud (ASKS 9), and what was said. What one ticks is told of the person called, never as if
 * one were filling it in for oneself (ASKS 7).
 */
export function QuestionBlock({ question }: { readonly question: Question }) {
  const texts = useTexts();
  const { guide, places, draft, change, call } = useDesk();
  const answer = draft.answers[question.id];
  const set = (value: string | readonly string[]) =>
    change({ answers: { ...draft.answers, [question.id]: value } });
  const legend = texts.say('caller.question.legend', { name: call.card.givenName });
  return (
    <>
      <WordsToSay lines={linesOf(wordingFor(guide, question.aloud ?? question.ask), places)} />
      {question.aloud && (
        <p className="aside">
          {texts.say('talk.question.written', { text: wordingFor(guide, question.ask) })}
        </p>
      )}
      {question.kind === 'single' && (
        <Choices
          legend={legend}
          options={question.answers}
          value={typeof answer === 'string' ? answer : null}
          onChange={set}
        />
      )}
      {question.kind === 'multiple' && (
        <ManyChoices
          legend={texts.say('caller.question.legend-many', { name: call.card.givenName })}
          options={question.answers}
          value={typeof answer === 'object' ? answer : []}
          onChange={set}
        />
      )}
      {question.kind === 'text' && (
        <>
          <TextField
            label={legend}
            rows={2}
            value={typeof answer === 'string' ? answer : ''}
            onChange={set}
            maxLength={question.maxLength ?? 500}
            hint={texts.say('caller.question.own-words')}
          />
          <SoftHintLine text={typeof answer === 'string' ? answer : ''} />
        </>
      )}
    </>
  );
}
