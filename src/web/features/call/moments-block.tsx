import { useRef, useState } from 'react';
import type { MessageKind } from '../../../core/outcome/report-parts.ts';
import type { GuideView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { useDesk } from './call-desk.ts';
import { findCards, isSought } from './find-cards.ts';
import { HelpCard } from './help-card.tsx';
import { frequentOutcomes, otherOutcomes } from './outcomes.ts';
import { linesOf, wordingFor } from './wording.ts';
import { WordsToSay } from './words-to-say.tsx';

type Moment = GuideView['moments'][number];
interface Card extends Moment {
  readonly keywords: readonly string[];
  readonly text: string;
}

/** Somebody grieves or is in danger: its card is another one, and it is red. */
const CARE = 'care';

/** Difficult moments one tap away, and topics by typing two letters: what was said, and what helps. */
export function MomentsBlock() {
  const texts = useTexts();
  const { guide } = useDesk();
  const [sought, setSought] = useState('');
  const [isHelpOpen, setHelpOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useAltKeys({ T: () => box.current?.querySelector('input')?.focus() });
  const card = (it: Moment & { keywords?: readonly string[] }): Card => ({
    ...it,
    keywords: it.keywords ?? [],
    text: wordingFor(guide, it.reply),
  });
  // Help is there whatever the campaign file says.
  const own = {
    id: CARE,
    title: texts.say('talk.help.title'),
    reply: { du: '', sie: '' },
    disposition: CARE,
  };
  const hasOwn = guide.moments.some((it) => it.disposition === CARE);
  const moments = [...guide.moments, ...(hasOwn ? [] : [own])].map(card);
  // Whoever has not begun to type sees the moments: what somebody asks about is typed.
  const found = isSought(sought) ? findCards([...moments, ...guide.topics.map(card)], sought) : moments;
  // A card that was typed for is what was sought: it needs no tap.
  const meant = isSought(sought) ? found.find((it) => it.disposition !== CARE) : undefined;
  return (
    <>
      <div className="wide" ref={box}>
        <Field
          label={texts.say('talk.topics.sought')}
          isLabelHidden
          type="search"
          placeholder={texts.say('talk.topics.placeholder')}
          value={sought}
          onChange={setSought}
        />
      </div>
      <div className="moments">
        {found.map((it) =>
          it.disposition === CARE ? (
            <button key={it.id} type="button" className="moments__care" onClick={() => setHelpOpen(true)}>
              <Icon name="warning" />
              {bare(it.title)}
            </button>
          ) : (
            <details className="more" key={it.id} name="moments" open={it.id === meant?.id}>
              <summary>
                <Icon name="chevron-right" />
                {bare(it.title)}
              </summary>
              <Reply card={it} />
            </details>
          ),
        )}
        {found.length === 0 && <p className="soft">{texts.say('caller.moments.none')}</p>}
      </div>
      {isHelpOpen && <HelpCard onClose={() => setHelpOpen(false)} />}
    </>
  );
}

function Reply({ card }: { readonly card: Card }) {
  const { places } = useDesk();
  return (
    <div className="stack">
      <WordsToSay lines={linesOf(card.text, places)} />
      {card.disposition !== undefined && <LeadsTo disposition={card.disposition} />}
    </div>
  );
}

/** What organisers must hear of, by the campaign file's words for it. */
const messages: Readonly<Record<string, MessageKind>> = {
  ...{ question: 'question', 'organiser-action': 'complaint', complaint: 'complaint' },
  ...{ 'resign-wish': 'resign-wish', abuse: 'abuse' },
};

/** A moment that is an outcome, or that organisers must hear of: one tap. */
function LeadsTo({ disposition }: { readonly disposition: string }) {
  const texts = useTexts();
  const { draft, change, askNever } = useDesk();
  if (disposition === 'objection')
    return (
      <Button icon="never" onPress={askNever}>
        {texts.say('caller.never')}
      </Button>
    );
  const outcome = [...frequentOutcomes, ...otherOutcomes].find((it) => it === disposition);
  if (outcome !== undefined)
    return (
      <Button
        icon="check"
        isPressed={draft.disposition === outcome}
        onPress={() => change({ disposition: outcome })}
      >
        {texts.say('talk.moment.outcome', { outcome: texts.say(`caller.outcome.${outcome}`) })}
      </Button>
    );
  const kind = messages[disposition];
  if (kind === undefined) return null;
  const isTold = draft.message?.kind === kind;
  return (
    <>
      <Button
        icon="mail"
        isPressed={isTold}
        onPress={() => change({ message: isTold ? null : { kind, text: draft.message?.text ?? '' } })}
      >
        {texts.say('talk.moment.message')}
      </Button>
      {isTold && <p className="aside">{texts.say('talk.moment.message.then')}</p>}
    </>
  );
}

function bare(title: string): string {
  return title.replace(/^„(.*)“$/, '$1');
}
