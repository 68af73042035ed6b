import { laterPart } from '../../ui/later-part.tsx';

const talking = laterPart(async () => (await import('./talking-screen.tsx')).TalkingScreen);
const wrapUp = laterPart(async () => (await import('./wrap-up-screen.tsx')).WrapUpScreen);
const correct = laterPart(async () => (await import('./correct-screen.tsx')).CorrectScreen);

export const TalkingScreen = talking.Part;
export const WrapUpScreen = wrapUp.Part;
export const CorrectScreen = correct.Part;

/** What comes with a call is fetched as soon as the page stands: not in its way, and there before the first ringing. */
export function fetchCallParts(): void {
  // Without a line each asks again by itself when it is drawn.
  for (const it of [talking, wrapUp, correct]) it.fetch().catch(() => undefined);
}
