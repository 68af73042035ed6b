import type { Line, Run } from './wording.ts';

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

function textOf(runs: readonly Run[]): string {
  return runs.map((it) => it.text).join('');
}
