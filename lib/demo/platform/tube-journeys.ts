import { hash32, seededRandom } from '../random';
import { goOn, takeAway, type Journey } from './journey';
import type { PlatformScenario } from './platform-scenario';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A specimen of the lab that is here; times are ms since 1970. */
export type PlatformSpecimen = {
  id: string;
  number: string;
  receivedAt: number;
  /** When the last of its tests was released or rejected; null while one is open. */
  doneAt: number | null;
};

/**
 * The tubes of some of the specimens, by their numbers: in the rack until their tests are done, in
 * the fridge for a day, then in the archive until they are thrown away.
 */
export function tubeJourneys(
  { tubes }: PlatformScenario,
  specimens: readonly PlatformSpecimen[],
  { seed, end }: { seed: number; end: number },
): Journey[] {
  const random = seededRandom(seed, 'platform/tubes');
  const since = end - tubes.days * DAY;
  const came = specimens.filter(({ receivedAt }) => receivedAt >= since && receivedAt < end);
  const first = came.reduce((least, { receivedAt }) => Math.min(least, receivedAt), end);
  const share = (tubes.perDay * (end - first)) / DAY / Math.max(1, came.length);
  return came
    .filter(({ number }) => hash32(`${seed}/tube/${number}`) / 0x1_0000_0000 < share)
    .flatMap(({ id, number, receivedAt, doneAt }) => {
      const after = (at: number, hours: number) =>
        Math.round((at + random.logNormal(hours, 0.3) * HOUR) / 1000) * 1000;
      const racked = after(receivedAt, 0.12);
      const cooled = doneAt === null ? Infinity : after(Math.max(doneAt, racked), 6);
      const archived = after(cooled, 26);
      const discarded = after(archived, 96);
      const misplaced = random.chance(0.03) ? after(archived, 5) : Infinity;
      if (racked > end) return [];
      const journey: Journey = {
        name: `Tube ${number}`,
        barcode: number,
        readAt: null,
        labware: tubes.labware,
        lidded: true,
        filled: true,
        filledAt: null,
        stays: [{ where: tubes.rack, from: racked, until: null }],
        lids: [],
        removedAt: null,
        contents: [{ well: null, specimenId: id, from: racked }],
      };
      if (cooled <= end) goOn(journey, { where: tubes.fridge, from: cooled, until: null });
      if (archived <= end) goOn(journey, { where: tubes.archive, from: archived, until: null });
      if (misplaced <= end && misplaced < discarded) {
        const corrected = 'Found in another place of the archive';
        goOn(journey, { where: tubes.archive, from: misplaced, until: null, corrected });
      }
      if (discarded <= end) takeAway(journey, discarded);
      return [journey];
    });
}
