import { assignSlots } from './assign-slots';
import { traceJourney, type SlotPlace, type Traced } from './container-history';
import { generateRuns, type Run } from './generate-runs';
import { goOn, type Journey } from './journey';
import type { PlatformScenario } from './platform-scenario';
import { runJourneys } from './run-journeys';
import { stockJourneys } from './stock-journeys';
import { tubeJourneys, type PlatformSpecimen } from './tube-journeys';

const MINUTE = 60_000;

export type WantedPlatform = {
  platform: PlatformScenario;
  timeZone: string;
  seed: number;
  /** ms since 1970; what would have happened later has not happened. */
  end: number;
  specimens: readonly PlatformSpecimen[];
};

/** A move that was refused and told again, since something stood where it led. */
export type RefusedMove = {
  container: Traced;
  occupant: Traced;
  from: SlotPlace;
  to: SlotPlace;
  at: number;
  lastAt: number;
};

export type GeneratedPlatform = {
  /** Each with its plates, by their number in the run. */
  runs: { run: Run; plates: (Traced | undefined)[] }[];
  /** Those of the runs first. */
  containers: Traced[];
  refused: RefusedMove | null;
};

/**
 * What an automated platform did up to `end`: runs with their plates, tubes that come and go, what
 * stands around, and a move that was refused a few minutes ago. The same request gives the same.
 */
export function generatePlatform(wanted: WantedPlatform): GeneratedPlatform {
  const { platform, end, specimens } = wanted;
  const runs = generateRuns(platform, wanted);
  const plates = runJourneys(platform, runs, specimens, wanted);
  const stock = stockJourneys(platform, wanted);
  const refusal = refuse(platform, stock, end);
  const journeys = [...plates.flat(), ...stock, ...tubeJourneys(platform, specimens, wanted)];
  const slots = assignSlots(
    platform.devices,
    journeys.flatMap((journey) => [...journey.stays, ...journey.lids]),
  );
  // What would find no room on the way never came.
  const possible = journeys.filter(({ stays, lids }) =>
    [...stays, ...lids].every((stay) => slots.has(stay)),
  );
  const traced = new Map(
    possible.map((journey) => [
      journey,
      traceJourney(journey, slots, platform.labware[journey.labware] ?? null),
    ]),
  );
  return {
    runs: runs.map((run, index) => ({
      run,
      plates: (plates[index] ?? []).map((one) => traced.get(one)),
    })),
    containers: [...traced.values()],
    refused: refusal && refusedMove(refusal, traced, end),
  };
}

type Refusal = { moved: Journey; inTheWay: Journey };

/**
 * What waits in an incubator was put onto the deck, where a person had made room by hand: that was
 * told too late, so the move was refused, and only the place of what stood there is right again.
 */
function refuse(
  { store }: PlatformScenario,
  stock: readonly Journey[],
  end: number,
): Refusal | null {
  const moved = stock.findLast(
    ({ barcode, stays }) => barcode !== null && stays[0]?.where.zone === undefined,
  );
  const inTheWay = stock.findLast(({ stays }) => stays[0]?.where.zone === 'stock');
  if (!moved || !inTheWay) return null;
  const corrected = 'Taken off the deck by hand before the arm came';
  goOn(inTheWay, { where: store, from: end - 9 * MINUTE, until: null, corrected });
  return { moved, inTheWay };
}

function refusedMove(
  { moved, inTheWay }: Refusal,
  traced: ReadonlyMap<Journey, Traced>,
  end: number,
): RefusedMove | null {
  const [container, occupant] = [traced.get(moved), traced.get(inTheWay)];
  const [from, to] = [container?.history[0]?.to, occupant?.history[0]?.to];
  if (!container || !occupant || !from || !to) return null;
  return { container, occupant, from, to, at: end - 17 * MINUTE, lastAt: end - 16 * MINUTE };
}
