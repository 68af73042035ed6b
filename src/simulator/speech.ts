import { SAMPLE_RATE } from '../core/audio/wav.ts';
import type { FinalAnswer } from './call-script.ts';
import { Talk } from './talk.ts';
import { BEEP, joined, SPECIAL_INFORMATION, silence } from './tones.ts';
import type { Voice } from './voice.ts';

/** Sentences as A-law, by `SENTENCE.VOICE` (examples/speech/phrases.json). */
export type SpeechSounds = ReadonlyMap<string, Uint8Array>;

type Person = Extract<Voice, { kind: 'person' }>;

const PEOPLE = ['woman', 'man'] as const;
const LONGEST_WAIT_SECONDS = 4;
const SHORTEST_WAIT_SECONDS = 0.7;
/** So long before they hang up they take their leave. */
export const GOODBYE_SECONDS = 3;

/** What one person says; the same number always has the same voice. */
export function personTalk(
  sounds: SpeechSounds,
  { number, person, talkSeconds }: { number: string; person: Person; talkSeconds: number },
): Talk {
  const by = PEOPLE[Number(number.at(-1)) % 2 === 0 ? 0 : 1];
  const say = (ids: readonly string[]) => ids.flatMap((id) => sounds.get(`${id}.${by}`) ?? []);
  const sentences = say(['pick-up', ...sentencesOf(person, (id) => sounds.has(`${id}.${by}`))]);
  const [goodbye] = say(['goodbye']);
  const said = sentences.reduce((sum, it) => sum + it.length, 0) / SAMPLE_RATE;
  // Who has little time waits less for a caller who is silent, so that all is said.
  const spare = (talkSeconds - GOODBYE_SECONDS - said) / sentences.length;
  const wait = Math.min(Math.max(spare, SHORTEST_WAIT_SECONDS), LONGEST_WAIT_SECONDS);
  return new Talk({
    ...{ sentences, nods: say(['listening', 'gladly']), goodbye: goodbye ?? silence(0) },
    longestWaitMs: wait * 1000,
  });
}

/** In the order in which the page shows them (`heard-words.ts`); an answer of another script is left to the page. */
function sentencesOf({ answers, asksToCallBack }: Person, has: (id: string) => boolean): string[] {
  if (asksToCallBack !== null) return [`call-back-${asksToCallBack}`];
  return [
    `reception-${answers.reception}`,
    `integration-${answers.integration}`,
    ...answers.accepts.map((it) => (has(`accepts-${it}`) ? `accepts-${it}` : 'gladly')),
    `newsletter-${answers.wantsNewsletter ? 'yes' : 'no'}`,
    `contact-${answers.wantsLocalContact ? 'yes' : 'no'}`,
  ];
}

/** A mailbox: the greeting, then the tone after which one speaks. */
export function mailboxGreeting(sounds: SpeechSounds): Uint8Array {
  return joined(silence(500), sounds.get('mailbox.announcer') ?? silence(0), silence(300), BEEP);
}

/** An announcement of the network, to be repeated. */
export function announcement(sounds: SpeechSounds, { status }: FinalAnswer): Uint8Array {
  const sentence = sounds.get(`${announcementId(status)}.announcer`) ?? silence(0);
  return joined(SPECIAL_INFORMATION, silence(200), sentence, silence(1000));
}

/** RFC 3261 section 21: what the final answer means to whoever has dialled. */
function announcementId(status: number): string {
  if (status === 404 || status === 484) return 'no-such-line';
  return status === 410 || status === 604 ? 'not-assigned' : 'not-reachable';
}
