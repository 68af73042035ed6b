import type { CallScript } from './call-script.ts';
import { echo, type FrameSource, once, repeated, silent } from './frame-source.ts';
import { announcement, mailboxGreeting, personTalk, type SpeechSounds } from './speech.ts';
import { faxAnswer, tone } from './tones.ts';

type Answer = Extract<CallScript, { kind: 'answer' }>;
type Announcement = Extract<CallScript, { kind: 'announce-then-fail' }>;

/** What is heard of the called side. */
export interface LineSound {
  readonly frames: FrameSource;
  /** They take their leave, if they are people who speak. */
  readonly sayGoodbye: () => void;
}

/** What a machine sounds like while time is too fast for speech. 400 Hz has whole periods in a frame. */
const PLAIN = tone(400, 20);
const FAX = faxAnswer();
const TEST_TONE = tone(1000, 20);

/** @param speech Null while nobody can speak: people are silent then, and everything else is a tone. */
export function answerSound(
  answer: Answer,
  { speech, number }: { speech: SpeechSounds | null; number: string },
): LineSound {
  const { voice, plays, talkSeconds } = answer;
  if (plays !== undefined) return withoutGoodbye(played(plays));
  if (speech === null) return withoutGoodbye(voice.kind === 'person' ? silent : repeated(PLAIN));
  if (voice.kind !== 'person') return withoutGoodbye(once(mailboxGreeting(speech)));
  const talk = personTalk(speech, { number, person: voice, talkSeconds: talkSeconds ?? 60 });
  return { frames: (ear) => talk.next(ear), sayGoodbye: () => talk.sayGoodbye() };
}

export function announcementSound({ final }: Announcement, speech: SpeechSounds | null): FrameSource {
  return repeated(speech === null ? PLAIN : announcement(speech, final));
}

function played(what: NonNullable<Answer['plays']>): FrameSource {
  switch (what) {
    case 'echo':
      return echo();
    case 'tone':
      return repeated(TEST_TONE);
    case 'fax':
      return repeated(FAX);
    default:
      return what satisfies never;
  }
}

function withoutGoodbye(frames: FrameSource): LineSound {
  return { frames, sayGoodbye: () => {} };
}
