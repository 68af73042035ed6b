import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDesk } from './call-desk.ts';
import { type Opening, openingOf, openingWords } from './opening-of.ts';
import { linesOf, wordingFor } from './wording.ts';
import { WordsToSay } from './words-to-say.tsx';

const openings: readonly Opening[] = ['first', 'callback', 'ringBack'];

/** The greeting up to the question who is there; no word of the membership before that is clear. */
export function OpeningWords() {
  const texts = useTexts();
  const { call } = useDesk();
  const opening = openingOf(call);
  return (
    <>
      {opening !== 'first' && <p className="tag tag--alone">{texts.say(`talk.opening.kind.${opening}`)}</p>}
      <SpokenOpening opening={opening} />
      <p className="aside">{texts.say('caller.ring.only-after-yes', { name: call.card.givenName })}</p>
      <details className="more">
        <summary>
          <Icon name="chevron-right" />
          {texts.say('talk.opening.others')}
        </summary>
        <div className="stack">
          {openings
            .filter((it) => it !== opening)
            .map((it) => (
              <div className="stack wide" key={it}>
                <p className="soft">{texts.say(`talk.opening.kind.${it}`)}</p>
                <SpokenOpening opening={it} />
              </div>
            ))}
        </div>
      </details>
    </>
  );
}

function SpokenOpening({ opening }: { readonly opening: Opening | 'mailbox' }) {
  const texts = useTexts();
  const { guide, places } = useDesk();
  const lines = linesOf(wordingFor(guide, openingWords(guide, opening, texts)), places);
  return <WordsToSay lines={lines.filter((it) => it.kind === 'say')} />;
}

/** What may be said to a mailbox, where the campaign allows it at all: names, and nothing else (DOMAIN L17). */
export function MailboxMessage() {
  const texts = useTexts();
  const { guide, call, save } = useDesk();
  if (!guide.mailboxMessage) return null;
  return (
    // A hint of a mailbox opens it; whoever hears one opens it by hand.
    <details className="more mailboxwords" open={call.hint === 'mailbox' || call.hint === 'mailbox-by-time'}>
      <summary>
        <Icon name="chevron-right" />
        {texts.say('talk.mailbox.title')}
      </summary>
      <div className="stack">
        <SpokenOpening opening="mailbox" />
        <p className="aside">{texts.say('talk.mailbox.hint')}</p>
        <Button icon="mailbox" onPress={() => save('voicemail-message')}>
          {texts.say('talk.mailbox.said')}
        </Button>
      </div>
    </details>
  );
}
