import { useTexts } from '../../app-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { useDesk } from './call-desk.ts';
import { heardSentences } from './heard-words.ts';

/** The demo's stand-in for the sound: what the invented person says. */
export function HeardPanel() {
  const texts = useTexts();
  const { call, guide } = useDesk();
  if (call.heard === null) return null;
  const isPerson = call.heard.kind === 'person';
  return (
    <section className="heard" aria-labelledby="h-heard">
      <h2 id="h-heard">
        <Icon name="ear" />
        {texts.say(isPerson ? 'caller.heard.title' : 'caller.heard.title.line', {
          name: call.card.givenName,
        })}
      </h2>
      <ul className="heard__said">
        {heardSentences(call.heard, guide, texts).map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ul>
      <p className="soft small">{texts.say('caller.heard.note')}</p>
    </section>
  );
}
