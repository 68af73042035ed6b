import type { CallView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { useDesk } from './call-desk.ts';
import { heardSentences } from './heard-words.ts';

/** What the invented person of the demo says, for whoever has no sound; folded where there is some. */
export function HeardPanel() {
  const texts = useTexts();
  const { call, view } = useDesk();
  if (call.heard === null) return null;
  if (view.voice.way === 'text') return <Heard heard={call.heard} />;
  // With sound it is for whoever likes to read as well.
  return (
    <details className="more wide">
      <summary>
        <Icon name="chevron-right" />
        {texts.say('audio.read-along')}
      </summary>
      <Heard heard={call.heard} />
    </details>
  );
}

function Heard({ heard }: { readonly heard: NonNullable<CallView['heard']> }) {
  const texts = useTexts();
  const { call, guide } = useDesk();
  const isPerson = heard.kind === 'person';
  return (
    <section className="heard" aria-labelledby="h-heard">
      <h2 id="h-heard">
        <Icon name="ear" />
        {texts.say(isPerson ? 'caller.heard.title' : 'caller.heard.title.line', {
          name: call.card.givenName,
        })}
      </h2>
      <ul className="heard__said">
        {heardSentences(heard, guide, texts).map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ul>
      <p className="soft small">{texts.say('caller.heard.note')}</p>
    </section>
  );
}
