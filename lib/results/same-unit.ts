/** Spellings that are one unit: spaces, both micro signs and u, and the litre in either case. */
function plain(unit: string): string {
  return unit
    .replace(/\s/g, '')
    .replace(/[\u00b5\u03bc]/g, 'u')
    .replace(/l(?![a-zA-Z])/g, 'L');
}

/**
 * Whether two units are the same, by how they are written. Capitals count otherwise: mU is not MU.
 * Nothing is converted: a value in another unit is compared with no limit.
 */
export function sameUnit(one: string, other: string): boolean {
  return one === other || plain(one) === plain(other);
}
