import { useTexts } from '../../app-context.ts';
import { softHint } from './soft-hint.ts';

/** What this free text should perhaps not hold; it never keeps anybody from writing it. */
export function SoftHintLine({ text }: { readonly text: string }) {
  const texts = useTexts();
  const hint = softHint(text);
  return hint === null ? null : <p className="aside">{texts.say(`talk.soft-hint.${hint}`)}</p>;
}
