/** What free text should not hold, and by which words one notices it. A hint, never a lock: words are not what is meant. */
export type SoftHint = 'health' | 'belief' | 'others';

const words: Readonly<Record<SoftHint, RegExp>> = {
  // Art. 9 GDPR; DOMAIN L25.
  health:
    /(?<!\p{L})(krank(?!enkasse)|erkrank|depress|krebs(?!.?straße)|diagnos|therap|reha(?!\p{L})|klinik|operation|operiert|behinder|schwanger|sucht(?!e)|alkohol|burn.?out|psych|ill(?!\p{L})|sick(?!\p{L})|cancer|disab|pregnan|hospital)/iu,
  belief:
    /(?<!\p{L})(kirche|katholi|evangeli|muslim|islam|jüdisch|moschee|synagoge|gläubig|religi|church|catholic|protestant|jewish|mosque|lesbisch|schwul|homosex|gay(?!\p{L})|lesbian)/iu,
  others:
    /(?<!\p{L})(mutter|vater|eltern|bruder|schwester|sohn|tochter|kinder?(?!\p{L})|ehemann|ehefrau|mann(?!\p{L})|frau(?!\p{L})|partnerin|partner(?!\p{L})|nachbar|kolleg|chef(?!\p{L})|mother|father|brother|sister|son(?!\p{L})|daughter|husband|wife|neighbou?r|colleague)/iu,
};

/** The gravest that a text reminds of, or null. */
export function softHint(text: string): SoftHint | null {
  const kinds: readonly SoftHint[] = ['health', 'belief', 'others'];
  return kinds.find((it) => words[it].test(text)) ?? null;
}
