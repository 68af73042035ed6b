import type { Texts } from '../../../texts/texts-of.ts';
import type { CallDesk } from './call-desk.ts';
import type { Question, Station } from './guide-line.ts';

/** What was said at a station, in one line: it stands in place of the station once one is past it. */
export function stationSummary(
  station: Station,
  { draft, guide }: Pick<CallDesk, 'draft' | 'guide'>,
  texts: Texts,
): string {
  const said = station.questions.flatMap((it) => answerWords(it, draft.answers[it.id]));
  for (const part of station.parts) {
    if (part === 'offers')
      for (const [id, answer] of Object.entries(draft.offers))
        said.push(
          texts.say('caller.summary.offer', {
            offer: guide.offers.find((it) => it.id === id)?.title ?? id,
            answer: texts.say(answer === 'already' ? 'talk.offer.already.short' : `caller.offer.${answer}`),
          }),
        );
    if (part === 'newsletter')
      for (const [id, isWanted] of Object.entries(draft.newsletters))
        said.push(
          texts.say('caller.summary.offer', {
            offer: guide.newsletters.find((it) => it.id === id)?.title ?? id,
            answer: texts.say(isWanted ? 'caller.yes' : 'caller.no'),
          }),
        );
    if (part === 'local-contact' && draft.localContact !== null)
      said.push(texts.say(draft.localContact ? 'caller.summary.contact.yes' : 'caller.summary.contact.no'));
    if (part === 'reception' && draft.reception !== null)
      said.push(texts.say(`caller.reception.${draft.reception}`));
  }
  return said.length === 0 ? texts.say('caller.summary.nothing') : said.join(' · ');
}

/** The labels of an answer, or what was written. */
export function answerWords(question: Question, answer: string | readonly string[] | undefined): string[] {
  if (answer === undefined || answer.length === 0) return [];
  if (question.kind === 'text') return [`„${String(answer)}“`];
  const ids = typeof answer === 'string' ? [answer] : answer;
  return ids.map((id) => question.answers.find((it) => it.id === id)?.label ?? id);
}
