/** How somebody answered an invitation or a task; `already`: they say that they signed up or did it before (ASKS 40). */
export const offerAnswers = ['yes', 'maybe', 'no', 'send-info', 'already'] as const;
export type OfferAnswer = (typeof offerAnswers)[number];

/** What of a person's data is wrong in the membership programme. */
export const correctionFields = ['name', 'address', 'email', 'phone', 'branch', 'other'] as const;

/** What the member said it is instead, for the membership administration; nothing here changes a person by itself. */
export interface Correction {
  readonly field: (typeof correctionFields)[number];
  readonly value: string;
  /** It was read back in groups, and the member said yes. */
  readonly readBack: boolean;
}

/** What a caller wants the organisers to know or do. */
export const messageKinds = ['question', 'complaint', 'resign-wish', 'abuse', 'care', 'other'] as const;
export type MessageKind = (typeof messageKinds)[number];

export interface OrganiserMessage {
  readonly kind: MessageKind;
  readonly text: string;
}
