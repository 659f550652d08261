import type { Stay } from './assign-slots';

/** A stay that somebody put right by hand has the reason they gave. */
export type ContainerStay = Stay & { corrected?: string };

/** What is in a container since a moment; its well, if it has wells. */
export type Filled = { well: string | null; specimenId: string; from: number };

/** All that happened to one container, but for the positions; times are ms since 1970. */
export type Journey = {
  name: string;
  barcode: string | null;
  /** When the barcode was read; null for one that was known from the beginning. */
  readAt: number | null;
  labware: string;
  /** As it was put on the platform. */
  lidded: boolean;
  filled: boolean;
  /** When it was filled, if that was here. */
  filledAt: number | null;
  /** One right after the other; the last is open while it is on the platform. */
  stays: ContainerStay[];
  /** Where its lid lay while it was off. */
  lids: Stay[];
  removedAt: number | null;
  contents: Filled[];
};

/** Ends the last stay and begins the next. */
export function goOn(journey: Journey, next: ContainerStay): void {
  const last = journey.stays.at(-1);
  if (last) last.until = next.from;
  journey.stays.push(next);
}

/** Takes it off the platform. */
export function takeAway(journey: Journey, at: number): void {
  const last = journey.stays.at(-1);
  if (last) last.until = at;
  journey.removedAt = at;
}
