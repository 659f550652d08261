import type { Place } from '@/lib/containers/contract';
import {
  labelOf,
  type DeckConflict,
  type DeckHit,
  type DeckThing,
} from '@/lib/containers/deck/deck';
import { placeText } from '@/components/containers/place-text';

const ACTIONS: Partial<Record<string, string>> = {
  add: 'added here',
  move: 'moved here',
  correct: 'corrected by hand',
  reconcile: 'confirmed after a refused move',
  unlid: 'taken off its container',
};

/** How a thing came to its place: “moved here from Hotel, position 3”. */
export function cameText({
  action,
  came_from: from,
}: Pick<DeckThing, 'action' | 'came_from'>): string {
  const how = ACTIONS[action] ?? 'put here';
  return from ? `${how} from ${placeText(from)}` : how;
}

/** A position in words, for those who hear it. */
export function cellText(
  position: number,
  thing: DeckThing | undefined,
  inConflict: boolean,
): string {
  const parts = thing
    ? [
        thing.thing === 'lid' ? `lid of ${labelOf(thing)}` : labelOf(thing),
        ...(thing.thing === 'container' && thing.lidded ? ['lidded'] : []),
        ...(thing.experiment ? [`in ${thing.experiment.process}`] : []),
      ]
    : ['free'];
  return `Position ${position}: ${[...parts, ...(inConflict ? ['conflict'] : [])].join(', ')}`;
}

/** A refused move in one sentence. */
export function conflictText(conflict: DeckConflict): string {
  const { kind, container, in_the_way: other, from, to, actor } = conflict;
  const what = container ? labelOf(container) : 'something';
  const told = `${actor} moved ${what} from ${placeText(from)} to ${placeText(to)}`;
  if (kind === 'TARGET_TAKEN') {
    if (!other) return `${told}, which was taken; it is free now.`;
    const who = other.thing === 'lid' ? `the lid of ${labelOf(other)}` : labelOf(other);
    return `${told}, but ${who} ${other.thing === 'lid' ? 'lies' : 'stands'} there.`;
  }
  if (!container) return `${told}, but nothing stood there.`;
  if (container.removed) return `${told}, but it was removed from the platform.`;
  if (!container.place || samePlace(container.place, from))
    return `${told}, but it did not stand there.`;
  return `${told}, but it stands at ${placeText(container.place)}.`;
}

/** Where something that was looked for is: “S-100 is in PLATE-7, well A1, at Hotel, position 3”. */
export function hitText(hit: DeckHit): string {
  const where = hit.place ? `at ${placeText(hit.place)}` : 'on no position';
  if (hit.specimen === null) return `${labelOf(hit)} is ${where}`;
  const well = hit.well === null ? '' : `, well ${hit.well}`;
  return `${hit.specimen} is in ${labelOf(hit)}${well}, ${where}`;
}

export function samePlace(one: Place, other: Place): boolean {
  return one.device === other.device && one.position === other.position;
}

/** The places a conflict is about: both ends, and where its container stands. */
export function placesOf({ container, from, to }: DeckConflict): Place[] {
  return [from, to, ...(container?.place ? [container.place] : [])];
}
