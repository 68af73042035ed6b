import { useTexts } from '../../app-context.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useDesk } from './call-desk.ts';
import { questionsOf } from './guide-line.ts';
import { dayMinute } from './not-before-part.tsx';
import { answerWords } from './station-summary.ts';
import { dateWords, windowWords } from './when.ts';

interface Kept {
  readonly icon: IconName;
  readonly title: string;
  readonly more?: string;
}

/** What the two agreed, to be read once more before going on. */
export function KeptList() {
  const kept = useKept();
  const texts = useTexts();
  if (kept.length === 0) return <p className="soft">{texts.say('caller.kept.nothing')}</p>;
  return (
    <ul className="kept">
      {kept.map((it) => (
        <li key={it.icon + it.title}>
          <Icon name={it.icon} />
          <span>
            <b>{it.title}</b>
            {it.more && (
              <>
                <br />
                {it.more}
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function useKept(): Kept[] {
  const texts = useTexts();
  const { draft, guide, call, here } = useDesk();
  const kept: Kept[] = [];
  if (draft.callback !== null)
    kept.push({
      icon: 'clock',
      title: texts.say('caller.kept.callback'),
      more: windowWords(draft.callback, here, texts),
    });
  for (const offer of guide.offers) {
    const answer = draft.offers[offer.id];
    if (answer === undefined || answer === 'no') continue;
    const more = [
      offer.date && dateWords(offer.date, texts),
      offer.place,
      draft.companions[offer.id] && texts.say('outcome.kept.companion'),
      draft.reminders[offer.id] && texts.say('outcome.kept.reminder'),
    ]
      .filter(Boolean)
      .join(', ');
    kept.push({
      icon: answer === 'send-info' ? 'mail' : 'calendar',
      title: texts.say(`caller.kept.offer.${answer}`, { offer: offer.title }),
      ...(more === '' ? {} : { more }),
    });
  }
  const contact = call.card.localContact;
  if (draft.localContact && contact)
    kept.push({
      icon: 'person',
      title: texts.say('caller.kept.contact', { name: contact.name }),
      more: texts.say('caller.kept.contact.when'),
    });
  for (const newsletter of guide.newsletters)
    if (draft.newsletters[newsletter.id])
      kept.push({ icon: 'mail', title: newsletter.title, more: texts.say('caller.kept.newsletter') });
  if (draft.notBefore !== null && draft.notBefore > 0)
    kept.push({
      icon: 'clock',
      title: texts.say('outcome.kept.not-before', { time: dayMinute(draft.notBefore) }),
    });
  for (const { field, value } of draft.corrections)
    kept.push({ icon: 'pen', title: texts.say(`outcome.kept.correction.${field}`), more: value });
  if (draft.message !== null)
    kept.push({
      icon: 'mail',
      title: texts.say('outcome.kept.message'),
      more: [texts.say(`outcome.message.${draft.message.kind}`), draft.message.text.trim()]
        .filter(Boolean)
        .join(': '),
    });
  const [main, ...others] = questionsOf(guide)
    .sort((a, b) => Number(b.required) - Number(a.required))
    .flatMap((it) => answerWords(it, draft.answers[it.id]));
  const note = draft.note.trim();
  if (main !== undefined || note !== '')
    kept.push({
      icon: 'note',
      title: main ?? texts.say('caller.note'),
      more: [others.join(', '), note === '' ? '' : `„${note}“`].filter(Boolean).join(' · '),
    });
  return kept;
}
