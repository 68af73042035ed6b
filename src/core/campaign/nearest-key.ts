/** The known key that was probably meant, or undefined when none is near: at most two typing errors, fewer in short keys. */
export function nearestKey(typed: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[-_ ]/g, '');
  const ranked = known
    .map((key) => ({ key, errors: typingErrors(plain(typed), plain(key)) }))
    .sort((a, b) => a.errors - b.errors);
  const best = ranked[0];
  const tolerated = Math.min(2, Math.floor(typed.length / 3));
  return best !== undefined && best.errors <= tolerated ? best.key : undefined;
}

/** Letters added, left out, changed or swapped with their neighbour (optimal string alignment distance). */
function typingErrors(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? (beforeLast[j - 2] ?? 0) + 1 : changed;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped));
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
