import type { Changes } from '../contract';

/** A row of history, its places in whatever form the caller has them. */
export type Move<P> = {
  thing: 'container' | 'lid';
  to: P | null;
  changes: Changes;
};

/** How a container stands after its history. */
export type Folded<P> = {
  place: P | null;
  lidPlace: P | null;
  lidded: boolean;
  barcode: string | null;
  name: string;
  filled: boolean;
  labwareUuid: string | null;
  removed: boolean;
};

/**
 * The present of a container from its whole history, oldest first: each thing stands where its last
 * row took it, each field is what the last row that names it says, and a container that its last row
 * took nowhere was removed. null without history.
 */
export function foldMoves<P>(moves: readonly Move<P>[]): Folded<P> | null {
  if (moves.length === 0) return null;
  const folded: Folded<P> = {
    place: null,
    lidPlace: null,
    lidded: false,
    barcode: null,
    name: '',
    filled: false,
    labwareUuid: null,
    removed: false,
  };
  for (const { thing, to, changes } of moves) {
    if (thing === 'lid') folded.lidPlace = to;
    else {
      folded.place = to;
      folded.removed = to === null;
    }
    if (changes.barcode !== undefined) folded.barcode = changes.barcode;
    if (changes.name !== undefined) folded.name = changes.name;
    if (changes.lidded !== undefined) folded.lidded = changes.lidded;
    if (changes.filled !== undefined) folded.filled = changes.filled;
    if (changes.labware_uuid !== undefined) folded.labwareUuid = changes.labware_uuid;
  }
  return folded;
}
