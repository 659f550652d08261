/** The share of Student's t within ±√ν·tan(angle), by the finite sums of Abramowitz and Stegun 26.7.3–4. */
function shareWithin(angle: number, freedom: number): number {
  const cosine = Math.cos(angle);
  const odd = freedom % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power <= freedom - 2; power += 2) {
    term *= (cosine * cosine * (power - 1)) / power;
    sum += term;
  }
  if (!odd) return Math.sin(angle) * sum;
  return (2 / Math.PI) * (angle + Math.sin(angle) * sum);
}

/** The 97.5 % quantile of Student's t: what 95 % lie within, on either side of 0. */
export function studentT975(freedom: number): number {
  let low = 0;
  let high = Math.PI / 2;
  // A double has no more than 53 bits to halve.
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2;
    if (shareWithin(middle, freedom) < 0.95) low = middle;
    else high = middle;
  }
  return Math.sqrt(freedom) * Math.tan((low + high) / 2);
}
