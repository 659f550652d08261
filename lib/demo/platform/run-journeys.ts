import { seededRandom } from '../random';
import type { Run } from './generate-runs';
import { goOn, takeAway, type Filled, type Journey } from './journey';
import type { PlatformScenario, ScenarioProcess } from './platform-scenario';
import type { PlatformSpecimen } from './tube-journeys';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RECENT = 36 * HOUR;
const POOLED = 6;
const COLUMNS = 12;

/**
 * The plates of the runs, in the order of runs and plates: put into the store before, through the
 * steps as far as they came by `end`, and thrown away some time after.
 */
export function runJourneys(
  platform: PlatformScenario,
  runs: readonly Run[],
  specimens: readonly PlatformSpecimen[],
  { seed, end }: { seed: number; end: number },
): Journey[][] {
  const random = seededRandom(seed, 'platform/plates');
  const counts = new Map<string, number>();
  return runs.map((run) => {
    if (run.simulated) return [];
    const { process } = run;
    const added = run.createdAt - Math.floor(20 + random.unit() * 100) * MINUTE;
    const thrownAway = run.finishedAt
      ? run.finishedAt + Math.round(random.logNormal(process.keptHours, 0.2) * 3600) * 1000
      : Infinity;
    return Array.from({ length: process.plates.count }, (_, plate) => {
      const number = (counts.get(process.name) ?? 0) + 1;
      counts.set(process.name, number);
      const journey = plateOf(platform, run, plate, number, added + plate * 4000);
      const steps = run.steps.filter((step) => step.plate === plate && step.finish <= end);
      for (const { step, finish, failed } of steps) {
        if (failed) continue;
        if (step.kind === 'move') goOn(journey, { where: step.to, from: finish, until: null });
        else if (step.kind === 'unlid') {
          journey.lids.push({ where: platform.lids, from: finish, until: null });
        } else if (step.kind === 'lid') {
          const lid = journey.lids.at(-1);
          if (lid) lid.until = finish;
        } else if (step.does === 'read') journey.readAt = finish;
        else if (step.does === 'fill') {
          journey.filledAt = finish;
          journey.contents = contentsOf(process, specimens, finish, plate);
        }
      }
      if (journey.readAt === null) journey.barcode = null;
      if (thrownAway + plate * 5000 <= end) takeAway(journey, thrownAway + plate * 5000);
      return journey;
    });
  });
}

function plateOf(
  { store }: PlatformScenario,
  run: Run,
  plate: number,
  number: number,
  added: number,
): Journey {
  const { plates, versions } = run.process;
  const script = versions[run.version]?.script ?? [];
  return {
    name: `${plates.name} ${plate + 1}`,
    barcode: `${plates.barcodePrefix}${String(number).padStart(5, '0')}`,
    readAt: null,
    labware: plates.labware,
    lidded: script.some(({ kind }) => kind === 'unlid'),
    filled: false,
    filledAt: null,
    stays: [{ where: store, from: added, until: null }],
    lids: [],
    removedAt: null,
    contents: [],
  };
}

/** The specimens that came last before a moment, a well each, and a few once more in a pool. */
function contentsOf(
  { filling }: ScenarioProcess,
  specimens: readonly PlatformSpecimen[],
  at: number,
  plate: number,
): Filled[] {
  if (filling.wells === 0) return [];
  const recent = specimens
    .filter(({ receivedAt }) => receivedAt < at && receivedAt > at - RECENT)
    .toSorted((a, b) => b.receivedAt - a.receivedAt)
    .slice(plate * filling.wells, (plate + 1) * filling.wells);
  const single = recent.map(({ id }, index) => ({
    well: wellName(index),
    specimenId: id,
    from: at,
  }));
  if (!filling.pool) return single;
  const pool = recent.slice(0, POOLED).map(({ id }) => ({
    well: wellName(filling.wells),
    specimenId: id,
    from: at,
  }));
  return [...single, ...pool];
}

/** Wells of a plate of 96, row by row: A1 … A12, B1 … H12. */
export function wellName(index: number): string {
  const row = String.fromCharCode('A'.charCodeAt(0) + Math.floor(index / COLUMNS));
  return `${row}${(index % COLUMNS) + 1}`;
}
