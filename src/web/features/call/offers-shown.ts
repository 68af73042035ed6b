/** More than three and nobody listens any more (DOMAIN 8.2: one offer first). */
const MOST = 3;

interface Offer {
  readonly id: string;
}

/**
 * The offers to show at once, and those behind the search.
 *
 * @param fitting Ids that the server found to fit, the best first.
 * @param answered Ids that were answered already: they never hide.
 */
export function offersShown<Kind extends Offer>(
  offers: readonly Kind[],
  fitting: readonly string[],
  answered: readonly string[],
): { fitting: Kind[]; others: Kind[] } {
  const ids = [...new Set([...fitting.slice(0, MOST), ...answered])];
  const shown = ids.flatMap((id) => offers.find((it) => it.id === id) ?? []);
  return { fitting: shown, others: offers.filter((it) => !shown.includes(it)) };
}
