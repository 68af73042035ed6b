/** How an installation speaks to people, and of them (DOMAIN 9.2, 9.3). What members are told has its own, in the guide. */
export interface Wording {
  readonly address: (typeof addresses)[number];
  readonly genderStyle: (typeof genderStyles)[number];
}

export const addresses = ['du', 'sie'] as const;
export const genderStyles = ['neutral', 'both-forms', 'star', 'colon'] as const;

/** As the catalogue has it. */
export const plainWording: Wording = { address: 'du', genderStyle: 'neutral' };

/** The variants of a message by which its text differs, the last one wins: `id@star`, `id@sie`, `id@sie-star`. */
export function variantsOf({ address, genderStyle }: Wording): string[] {
  const gender = genderStyle === 'neutral' ? [] : [genderStyle];
  if (address === 'du') return gender;
  return [...gender, address, ...gender.map((it) => `${address}-${it}`)];
}
