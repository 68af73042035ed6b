/** Draws one value; `next` gives 0 (included) to 1 (excluded). */
export type Draw = (next: () => number) => number;

/** @param median in the unit of the values; `spread` the standard deviation of the logarithm. */
export function logNormal(median: number, spread: number): Draw {
  return (next) => median * Math.exp(spread * standardNormal(next));
}

/** Weibull, by its mean; `shape` below 1 has a long tail, above 1 is nearly even. */
export function weibull(mean: number, shape: number): Draw {
  const scale = mean / gammaFunction(1 + 1 / shape);
  return (next) => scale * (-Math.log(1 - next())) ** (1 / shape);
}

export function even(from: number, until: number): Draw {
  return (next) => from + (until - from) * next();
}

/** The first with probability `share`, otherwise the second. */
export function eitherOf(share: number, first: Draw, second: Draw): Draw {
  return (next) => (next() < share ? first(next) : second(next));
}

/** A value out of a draw, never below `least`. */
export function atLeast(least: number, draw: Draw): Draw {
  return (next) => Math.max(least, draw(next));
}

/** Box and Muller (1958). */
export function standardNormal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** Lanczos's approximation, good to 9 digits for the arguments from 1 to 20 that Weibull means need. */
function gammaFunction(x: number): number {
  const terms = [76.180091729471, -86.50532032942, 24.014098240831, -1.23173957245, 0.00120865097387];
  const base = x + 5.5 - (x + 0.5) * Math.log(x + 5.5);
  const sum = terms.reduce((total, term, index) => total + term / (x + 1 + index), 1.00000000019);
  return Math.exp(-base + Math.log((2.50662827463 * sum) / x));
}
