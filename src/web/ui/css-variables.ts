import type { CSSProperties } from 'react';

/** Numbers for the style sheet, such as the share of a bar; set by script, which the CSP allows. */
export function cssVariables(values: Readonly<Record<`--${string}`, number | string>>): CSSProperties {
  return values as CSSProperties; // React's type does not name custom properties.
}
