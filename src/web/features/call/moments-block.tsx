import { useState } from 'react';
import { useTexts } from '../../app-context.ts';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDesk } from './call-desk.ts';
import { linesOf, wordingFor } from './wording.ts';
import { WordsToSay } from './words-to-say.tsx';

/** Difficult moments, found by two letters: what was said, and what helps. */
export function MomentsBlock() {
  const texts = useTexts();
  const { guide, places } = useDesk();
  const [sought, setSought] = useState('');
  const wanted = sought.trim().toLowerCase();
  const found = guide.moments.filter((it) =>
    `${it.title} ${wordingFor(guide, it.reply)}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <Field
        label={texts.say('caller.moments.sought')}
        isLabelHidden
        type="search"
        placeholder={texts.say('caller.moments.sought')}
        value={sought}
        onChange={setSought}
      />
      <div className="moments">
        {found.map((it) => (
          <details className="more" key={it.id} name="moments">
            <summary>
              <Icon name="chevron-right" />
              {it.title.replace(/^„(.*)“$/, '$1')}
            </summary>
            <div className="stack">
              <WordsToSay lines={linesOf(wordingFor(guide, it.reply), places)} />
            </div>
          </details>
        ))}
        {found.length === 0 && <p className="soft">{texts.say('caller.moments.none')}</p>}
      </div>
    </>
  );
}
