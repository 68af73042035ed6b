import { useEffect, useState } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';

const COPIED_MS = 2_000;

/** A number to tap and to copy (ASKS 3, 19), in groups that are never broken over two lines. */
export function NumberShown({ digits, label }: { readonly digits: string; readonly label: string }) {
  const texts = useTexts();
  return (
    <span className="number">
      <a className="num number__digits" href={`tel:${telOf(digits)}`} aria-label={`${label} ${digits}`}>
        {digits}
      </a>
      <Copy digits={digits} says={texts.say('talk.number.copy.of', { number: digits })} />
    </span>
  );
}

function Copy({ digits, says }: { readonly digits: string; readonly says: string }) {
  const texts = useTexts();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  // Without https the browser gives nobody the clipboard.
  if (!('clipboard' in navigator)) return null;
  const copy = () => {
    // Refused by the browser's settings: then the number is marked by hand as ever.
    navigator.clipboard.writeText(digits).then(
      () => setCopied(true),
      () => {},
    );
  };
  return (
    <Button kind="link" icon={isCopied ? 'check' : 'copy'} onPress={copy}>
      <span className="vh">{says}</span>
      <span aria-hidden="true">{texts.say(isCopied ? 'talk.number.copied' : 'talk.number.copy')}</span>
    </Button>
  );
}

/** `0171 39200 46` as `+491713920046`; what is grouped for reading is German or begins with its country. */
function telOf(digits: string): string {
  const bare = digits.replace(/[^\d+]/g, '');
  return bare.startsWith('0') ? `+49${bare.slice(1)}` : bare;
}
