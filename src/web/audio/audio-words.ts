import type { PhoneTrouble, ShiftView } from '../../protocol/views.ts';
import type { Texts } from '../../texts/texts-of.ts';
import type { BrowserKind } from './microphone-problem.ts';
import type { VoiceView } from './voice-line.ts';

/** The one thing to say of the audio, the gravest first. */
export type AudioProblem =
  | 'taken'
  | 'not-secure'
  | 'denied'
  | 'no-device'
  | 'in-use'
  | 'failed'
  | 'lost'
  | 'refused'
  | 'sound-blocked'
  | 'muted-outside'
  | 'unheard'
  | 'silent'
  | 'muted'
  | 'loss-high'
  | 'loss'
  | 'slow'
  | 'input-gone'
  | 'output-gone';

/** What a button beside it does; null: nothing but waiting or the words themselves. */
export type AudioHelp = 'start' | 'wake' | 'unmute' | 'understood' | null;

/** From here on words get lost for good, and from there on somewhat (shares); a delay that people speak into. */
const limits = { lossHigh: 0.08, loss: 0.03, roundTripMs: 400 };

/**
 * @param isSilent Whether somebody was asked to speak and nothing was heard: whoever listens in a call may be silent.
 */
export function audioProblem(
  voice: Pick<
    VoiceView,
    | 'line'
    | 'microphone'
    | 'refusal'
    | 'isSoundBlocked'
    | 'isMuted'
    | 'isMutedOutside'
    | 'isHeard'
    | 'figures'
    | 'notice'
  >,
  { isSilent }: { readonly isSilent: boolean },
): AudioProblem | null {
  if (voice.line === 'taken') return 'taken';
  if (voice.microphone !== null) return voice.microphone;
  if (voice.line === 'lost') return 'lost';
  if (voice.refusal !== null && voice.line !== 'up') return 'refused';
  if (voice.line !== 'up') return null;
  if (voice.isSoundBlocked) return 'sound-blocked';
  if (voice.isMutedOutside) return 'muted-outside';
  if (voice.isHeard === false) return 'unheard';
  if (voice.isMuted) return 'muted';
  if (isSilent) return 'silent';
  return lineProblem(voice.figures) ?? voice.notice;
}

function lineProblem(figures: VoiceView['figures']): AudioProblem | null {
  if (figures === null) return null;
  const loss = Math.max(figures.lossHere, figures.lossThere);
  if (loss > limits.lossHigh) return 'loss-high';
  if (loss > limits.loss) return 'loss';
  return (figures.roundTripMs ?? 0) > limits.roundTripMs ? 'slow' : null;
}

export interface AudioWords {
  readonly what: string;
  /** What to do about it. */
  readonly advice: string;
  readonly help: AudioHelp;
  /** Another way to speak gets around it: a phone. */
  readonly offersPhone: boolean;
}

export function audioWords(
  problem: AudioProblem,
  texts: Texts,
  about: {
    readonly browser: BrowserKind;
    readonly refusal: string | null;
    /** Who is listening just now. */
    readonly talkingWith: string | null;
  },
): AudioWords {
  return {
    what: texts.say(`audio.problem.${problem}`),
    advice: adviceFor(problem, texts, about),
    help: helpFor(problem),
    offersPhone: ['not-secure', 'denied', 'no-device', 'failed', 'lost', 'refused', 'loss-high'].includes(
      problem,
    ),
  };
}

function adviceFor(
  problem: AudioProblem,
  { say }: Texts,
  about: { browser: BrowserKind; refusal: string | null; talkingWith: string | null },
): string {
  if (problem === 'denied') return say(`audio.problem.denied.do.${about.browser}`);
  if (problem === 'refused') return about.refusal ?? '';
  if (problem === 'lost' && about.talkingWith !== null)
    return say('audio.problem.lost.talking', { name: about.talkingWith });
  return say(`audio.problem.${problem}.do`);
}

function helpFor(problem: AudioProblem): AudioHelp {
  switch (problem) {
    case 'taken':
    case 'denied':
    case 'in-use':
    case 'failed':
      return 'start';
    case 'sound-blocked':
      return 'wake';
    case 'muted':
      return 'unmute';
    case 'input-gone':
    case 'output-gone':
      return 'understood';
    default:
      return null;
  }
}

/** The line in a sign's word, whichever way somebody speaks. */
export type LineSign =
  | 'off'
  | 'asking'
  | 'no-microphone'
  | 'connecting'
  | 'up'
  | 'lost'
  | 'taken'
  | 'ringing'
  | 'phone-up'
  | 'not-rung'
  | PhoneTrouble;

/**
 * @param voice How the server has the caller's leg. @param here How this browser has it: it knows of its own trouble first.
 */
export function lineSign(
  { way, line: server, trouble }: Pick<ShiftView['voice'], 'way' | 'line' | 'trouble'>,
  here: VoiceView['line'],
): LineSign | null {
  switch (way) {
    case null:
    case 'own':
    case 'text':
      return null;
    case 'phone':
      if (server === 'connecting') return 'ringing';
      return server === 'up' ? 'phone-up' : phoneGone(trouble);
    case 'browser':
      if (here !== 'up') return here;
      return server === 'none' ? 'connecting' : server;
  }
}

/** Why the caller's own phone is not on the line, in the words' name; a program that has begun anew knows no phone. */
export function phoneGone(trouble: PhoneTrouble | null): 'not-rung' | PhoneTrouble {
  return trouble ?? 'not-rung';
}
