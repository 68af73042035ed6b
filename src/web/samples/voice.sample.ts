import type { ShiftView } from '../../protocol/views.ts';
import {
  callSample,
  heardTalkSample,
  pausedSample,
  shiftSample,
  talkingSample,
  waitingSample,
} from './shift.sample.ts';

type Voice = ShiftView['voice'];

const none: Voice = {
  way: null,
  ways: ['browser', 'phone', 'own'],
  line: 'none',
  phone: null,
  trouble: null,
};
const headset: Voice = { ...none, way: 'browser', line: 'up' };
const telephone: Voice = { ...none, way: 'phone', line: 'up', phone: '… 250 12' };

export const choosing: ShiftView = { ...shiftSample, voice: none };
export const choosingInDemo: ShiftView = { ...shiftSample, voice: { ...none, ways: ['browser', 'text'] } };
export const checking: ShiftView = { ...shiftSample, voice: headset };
export const connecting: ShiftView = { ...shiftSample, voice: { ...headset, line: 'connecting' } };
export const phoneRings: ShiftView = { ...shiftSample, voice: { ...telephone, line: 'connecting' } };
export const phoneUp: ShiftView = { ...shiftSample, voice: telephone };
export const phoneNotAnswered: ShiftView = {
  ...shiftSample,
  voice: { ...telephone, line: 'none', trouble: 'no-answer' },
};
export const pauseByHeadset: ShiftView = { ...pausedSample, voice: headset };
export const waitingLost: ShiftView = { ...waitingSample, voice: { ...headset, line: 'lost' } };
export const talking: ShiftView = { ...talkingSample, voice: headset };
export const talkingLost: ShiftView = { ...talkingSample, voice: { ...headset, line: 'lost' } };
export const likelyMailbox: ShiftView = {
  ...talking,
  call: { ...callSample, line: 'talking', answeredAt: callSample.dialledAt + 3_000, hint: 'mailbox-by-time' },
};
export const demoWithSound: ShiftView = {
  ...heardTalkSample,
  voice: { ...headset, ways: ['browser', 'text'] },
};
