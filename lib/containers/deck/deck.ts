import type { StateNow } from '@/lib/devices/states/states-now';
import type { Place } from '../contract';

/** What the deck says of a container: enough to name it. */
export type DeckContainer = { id: string; barcode: string | null; name: string };

/** What stands on a position, and what is known of it. Times are ISO. */
export type DeckThing = DeckContainer & {
  position: number;
  thing: 'container' | 'lid';
  /** Of the container: its lid is on it, something is in it. */
  lidded: boolean;
  filled: boolean;
  /** Of a container, where its lid lies; of a lid, where its container stands. */
  other_place: Place | null;
  since: string;
  /** Where it came from; null from nowhere, or for a lid from its container. */
  came_from: Place | null;
  /** What brought it: `add`, `move`, `correct`, … */
  action: string;
  /** The latest unfinished experiment that has a step of it. */
  experiment: { id: string; process: string } | null;
  /** How many specimens are in it, and the first of them. */
  specimens: number;
  first_specimen: string | null;
};

export type DeckDevice = {
  id: string;
  name: string;
  type: string;
  slots: number;
  /** Positions with a container, and with a lid that lies for itself. */
  containers: number;
  lids: number;
  state: StateNow | null;
  /** The positions that are drawn: `from` and `to` (without it); all of them where they are few. */
  from: number;
  to: number;
  /** What stands on those, by position. */
  things: DeckThing[];
};

/** A move that was refused and that nobody has dealt with; the arm may have moved all the same. */
export type DeckConflict = {
  id: string;
  kind: 'NOT_THERE' | 'TARGET_TAKEN';
  /** What was to move; null where nothing stood there and none was named. */
  container: (DeckContainer & { place: Place | null; removed: boolean }) | null;
  /** Who stands where it was to go, now. */
  in_the_way: (DeckContainer & { thing: 'container' | 'lid' }) | null;
  from: Place;
  to: Place;
  times: number;
  last_at: string;
  actor: string;
};

export type Deck = {
  devices: DeckDevice[];
  /** The newest first, as many as are shown. */
  conflicts: DeckConflict[];
  conflict_count: number;
  positions: number;
  containers: number;
  lids: number;
};

/** A container that was looked for, by what of it, and where it stands. */
export type DeckHit = DeckContainer & {
  by: 'barcode' | 'name' | 'specimen' | 'part';
  place: Place | null;
  /** The specimen that was looked for is in it, in this well. */
  specimen: string | null;
  well: string | null;
};

export type DeckFound = {
  text: string;
  hits: DeckHit[];
  /** There are more than those. */
  more: boolean;
  /** Where nothing that is here was found: a container that was removed, when it was. */
  removed: (DeckContainer & { at: string }) | null;
  /** Or a specimen the lab has, in no container of the platform. */
  specimen: string | null;
};

/** What people call a container: its barcode, or its name until that is read. */
export function labelOf({ barcode, name }: Pick<DeckContainer, 'barcode' | 'name'>): string {
  return barcode ?? name;
}
