import { useTexts } from '../../app-context.ts';
import { Icon } from '../../ui/icon.tsx';
import type { BulletLines, Line, Run } from './wording.ts';

/** The lines of a wording: what is said aloud in a bubble, remarks to the caller quietly beneath. */
export function WordsToSay({ lines }: { readonly lines: readonly Line[] }) {
  return lines.map((line) => (
    <p key={textOf(line.runs)} className={line.kind === 'say' ? 'say' : 'aside'}>
      {line.runs.map((run, place) =>
        run.isFilled && line.kind === 'say' ? (
          // The runs of one sentence never change their order.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <em key={place}>{run.text}</em>
        ) : (
          run.text
        ),
      )}
    </p>
  ));
}

/** Hints in a row: what helps in which case; a sentence to say stands in the colour of speech. */
export function Hints({ hints }: { readonly hints: readonly BulletLines[] }) {
  if (hints.length === 0) return null;
  return (
    <ul className="hints">
      {hints.map(({ lines, full }) => (
        <li key={lines.map((it) => textOf(it.runs)).join(' ')}>
          {lines.map((line) => (
            <span key={textOf(line.runs)} className={line.kind === 'say' ? 'hints__say' : ''}>
              {textOf(line.runs)}{' '}
            </span>
          ))}
          <FullWording lines={full} />
        </li>
      ))}
    </ul>
  );
}

/** The whole wording of what stands above in short, on demand. */
export function FullWording({ lines }: { readonly lines: readonly Line[] | null }) {
  const texts = useTexts();
  if (lines === null) return null;
  return (
    <details className="more full">
      <summary>
        <Icon name="chevron-right" />
        {texts.say('talk.full')}
      </summary>
      <div className="stack">
        <WordsToSay lines={lines} />
      </div>
    </details>
  );
}

function textOf(runs: readonly Run[]): string {
  return runs.map((it) => it.text).join('');
}
