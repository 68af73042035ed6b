import type { OutcomeReportBody } from '../../protocol/views.ts';

/** What the ear hears at the other end of a call; the fictional network's `Voice` as JSON. */
export type Voice =
  | {
      readonly kind: 'person';
      readonly answers: {
        readonly integration: string;
        readonly reception: 'pleased' | 'neutral' | 'disturbed';
        readonly wantsNewsletter: boolean;
        readonly wantsLocalContact: boolean;
        readonly accepts: readonly string[];
        readonly channels: readonly string[];
      };
      readonly asksToCallBack: 'in-two-hours' | 'tomorrow-evening' | 'weekend' | null;
    }
  | { readonly kind: 'machine' }
  | { readonly kind: 'announcement' };

/** A caller's ear: what is heard in the call with that id, null for silence. */
export interface CallEar {
  hear(attemptId: string): Promise<Voice | null>;
}

/** What a caller enters after a talk with this person. */
export function whatWasSaid(
  answers: Extract<Voice, { kind: 'person' }>['answers'],
  newsletterId: string | null,
): Pick<OutcomeReportBody, 'answers' | 'reception' | 'channels' | 'offers' | 'newsletter' | 'localContact'> {
  return {
    answers: { integration: answers.integration },
    reception: answers.reception,
    channels: [...answers.channels],
    offers: answers.accepts.map((id) => ({ id, answer: 'yes' as const, companion: false, reminder: false })),
    newsletter: answers.wantsNewsletter ? newsletterId : null,
    localContact: answers.wantsLocalContact,
  };
}
