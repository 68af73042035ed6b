import type { PhoneView, ShiftView } from '../../protocol/views.ts';
import { callSample, cardSample, promisedCard, ringingSample, talkingSample } from './shift.sample.ts';

const nobody = {
  ...{ attemptId: null, givenName: null, familyName: null, tel: null, number: null },
  ...{ results: [], reported: null },
} satisfies Partial<PhoneView>;
const who = {
  ...{ attemptId: callSample.attemptId, givenName: cardSample.givenName, familyName: cardSample.familyName },
};
/** The number lies in a range that rings nobody. */
const TEL = '+491713920046';

export const waitingPhone: PhoneView = { ...nobody, state: 'waiting' };
export const pausedPhone: PhoneView = { ...nobody, state: 'pause' };
export const callingPhone: PhoneView = {
  ...{ ...nobody, ...who, state: 'calling', tel: TEL, number: cardSample.dialled },
  results: [
    ...['no-answer', 'busy', 'voicemail', 'not-in-service', 'third-person', 'wrong-person', 'objection'],
  ] as PhoneView['results'], // Read as plain words by the compiler.
};
export const longNamePhone: PhoneView = {
  ...callingPhone,
  givenName: promisedCard.givenName,
  familyName: promisedCard.familyName,
};
export const talkingPhone: PhoneView = {
  ...{ ...callingPhone, state: 'talking' },
  results: ['voicemail', 'third-person', 'wrong-person', 'objection'],
};
export const wrapUpPhone: PhoneView = { ...nobody, ...who, state: 'wrap-up' };
export const reportedPhone: PhoneView = { ...wrapUpPhone, reported: 'no-answer' };
export const overPhone: PhoneView = { ...nobody, state: 'over' };
export const unpairedPhone: PhoneView = { ...nobody, state: 'unpaired' };

const own: ShiftView['voice'] = { way: 'own', ways: ['own'], line: 'none', phone: null, trouble: null };

/** The laptop beside it. */
export const ownRingingSample: ShiftView = {
  ...ringingSample,
  voice: own,
  call: { ...callSample, line: 'dialling', tel: TEL },
};
export const pairedRingingSample: ShiftView = { ...ownRingingSample, pairedPhone: 'paired' };
export const ownTalkingSample: ShiftView = {
  ...talkingSample,
  ...{ voice: own, pairedPhone: 'paired' },
  call: talkingSample.call && { ...talkingSample.call, tel: TEL },
};
