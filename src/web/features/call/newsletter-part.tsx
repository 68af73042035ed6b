import { useTexts } from '../../app-context.ts';
import { Seg } from '../../ui/seg.tsx';
import { useDesk } from './call-desk.ts';
import { linesOf, wordingFor } from './wording.ts';
import { WordsToSay } from './words-to-say.tsx';

/** The newsletter's exact wording, to be read word by word; what was said is kept with its version. */
export function NewsletterPart() {
  const texts = useTexts();
  const { guide, places, draft, change } = useDesk();
  return guide.newsletters.map((it) => (
    <div className="stack wide" key={it.id}>
      <WordsToSay
        lines={linesOf(wordingFor(guide, it.wording), { ...places, mailsPerMonth: String(it.mailsPerMonth) })}
      />
      <Seg
        legend={texts.say('caller.newsletter.legend', { title: it.title })}
        options={[
          { id: 'yes', label: texts.say('caller.newsletter.yes') },
          { id: 'no', label: texts.say('caller.no') },
        ]}
        value={draft.newsletters[it.id] === undefined ? null : draft.newsletters[it.id] ? 'yes' : 'no'}
        onChange={(said) => change({ newsletters: { ...draft.newsletters, [it.id]: said === 'yes' } })}
      />
      <p className="aside">{texts.say('caller.newsletter.kept', { version: it.version })}</p>
    </div>
  ));
}
