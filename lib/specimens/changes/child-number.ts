import { SPECIMEN_NUMBER } from '../contract';

export type Relation = 'aliquot' | 'recollection';

const LETTERS: Record<Relation, string> = { aliquot: 'A', recollection: 'R' };

/**
 * A number for a specimen made of another, the first that is free: 4711-A1 for an aliquot, 4711-R1
 * for a recollection. Null where the parent's is too long to be lengthened.
 */
export function childNumber(
  parent: string,
  relation: Relation,
  taken: ReadonlySet<string>,
): string | null {
  for (let count = 1; ; count += 1) {
    const number = `${parent}-${LETTERS[relation]}${count}`;
    if (!SPECIMEN_NUMBER.test(number)) return null;
    if (!taken.has(number)) return number;
  }
}
