/** Why a person is not selected, in the order in which the conditions are asked. */
export const exclusionReasons = [
  ...(['joined-unknown', 'joined-earlier', 'not-active'] as const),
  ...(['contacted-state', 'contacted-youth', 'contacted-branch'] as const),
  ...(['no-number', 'unusable-number', 'do-not-call'] as const),
  ...(['joined-later', 'age-unknown', 'too-young', 'too-old', 'other-branch', 'other-postcode'] as const),
  ...(['asked-lately', 'minor', 'in-other-campaign', 'restricted', 'left-source'] as const),
] as const;

export type ExclusionReason = (typeof exclusionReasons)[number];
