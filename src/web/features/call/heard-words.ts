import type { GuideView, Heard } from '../../../protocol/views.ts';
import type { Texts } from '../../../texts/texts-of.ts';

type Person = Extract<Heard, { kind: 'person' }>;

/** What the invented person says, as sentences: only in the demo, for whoever reads along. */
export function heardSentences(heard: Heard, guide: GuideView, texts: Texts): string[] {
  if (heard.kind === 'machine') return [texts.say('caller.heard.machine')];
  if (heard.kind === 'announcement') return [texts.say('caller.heard.announcement')];
  if (heard.asksToCallBack !== null) return [texts.say(`caller.heard.call-back.${heard.asksToCallBack}`)];
  return [
    texts.say(`caller.heard.reception.${heard.reception}`),
    integration(heard, guide, texts),
    ...channels(heard, guide, texts),
    ...heard.accepts.map((id) => texts.say('caller.heard.accepts', { offer: titleOf(guide.offers, id) })),
    texts.say(heard.wantsNewsletter ? 'caller.heard.newsletter.yes' : 'caller.heard.newsletter.no'),
    texts.say(heard.wantsLocalContact ? 'caller.heard.contact.yes' : 'caller.heard.contact.no'),
  ];
}

function integration(heard: Person, guide: GuideView, texts: Texts): string {
  const label = answerLabel(guide, 'integration', heard.integration);
  return texts.say('caller.heard.integration', { label });
}

function channels(heard: Person, guide: GuideView, texts: Texts): string[] {
  if (heard.channels.length === 0) return [];
  const labels = heard.channels.map((it) => answerLabel(guide, 'channels', it));
  const list = new Intl.ListFormat(texts.locale, { type: 'conjunction' }).format(labels);
  return [texts.say('caller.heard.channels', { list })];
}

function answerLabel(guide: GuideView, questionId: string, answerId: string): string {
  const questions = guide.steps.flatMap((it) => it.questions);
  const question = questions.find((it) => it.id === questionId);
  return question?.answers.find((it) => it.id === answerId)?.label ?? answerId;
}

function titleOf(offers: GuideView['offers'], id: string): string {
  return offers.find((it) => it.id === id)?.title ?? id;
}
