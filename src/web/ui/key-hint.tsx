/** `Alt 1`: the same key means the same result on every screen. Hidden where there is no keyboard. */
export function KeyHint({ altKey }: { readonly altKey: string }) {
  return <span className="key">Alt {altKey}</span>;
}
