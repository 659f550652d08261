import { DEFAULT_STATES } from '@/lib/labs/default-workflow';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import type { Priority } from './contract';

export type BenchNames = { assays: string[]; locations: string[]; devices: string[] };

/** Ids by name of what a test's lab measures, where and for whom. */
export type Bench = Record<keyof BenchNames, Map<string, string>>;

export type GivenTest = {
  assay: string;
  state?: string;
  priority?: Priority;
  device?: string;
  received?: string | null;
  released?: string | null;
  due?: string | null;
};

export type GivenSpecimen = {
  number: string;
  state?: string;
  priority?: Priority;
  location?: string;
  received?: string | null;
  tests: GivenTest[];
};

function ids(names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name, newId()]));
}

const named = (map: Map<string, string>) => [...map].map(([name, id]) => ({ name, id }));

/** Gives a test's lab its assays (in a department "Chemistry"), locations and devices. */
export async function makeBench(lab: LabRef, names: BenchNames): Promise<Bench> {
  const db = unboundDb();
  const bench = {
    assays: ids(names.assays),
    locations: ids(names.locations),
    devices: ids(names.devices),
  };
  const labId = lab.id;
  const departmentId = newId();
  await db.department.create({ data: { id: departmentId, labId, name: 'Chemistry' } });
  await db.assay.createMany({
    data: named(bench.assays).map(({ name, id }, index) => ({
      id,
      labId,
      code: name,
      name: `Assay ${name}`,
      // The last has no department.
      departmentId: index === names.assays.length - 1 ? null : departmentId,
    })),
  });
  await db.location.createMany({
    data: named(bench.locations).map((row) => ({ ...row, labId })),
  });
  await db.device.createMany({
    data: named(bench.devices).map((row) => ({ ...row, labId, type: 'analyser' })),
  });
  return bench;
}

const date = (time: string | null | undefined) => (time ? new Date(time) : null);

/** Writes specimens as they stand, without a history. */
export async function putSpecimens(
  lab: LabRef,
  bench: Bench,
  specimens: readonly GivenSpecimen[],
): Promise<void> {
  const db = unboundDb();
  const labId = lab.id;
  const withIds = specimens.map((specimen) => ({ ...specimen, id: newId() }));
  await db.specimen.createMany({
    data: withIds.map((specimen) => ({
      id: specimen.id,
      labId,
      number: specimen.number,
      priority: specimen.priority ?? 'ROUTINE',
      stateKey: specimen.state ?? specimen.tests[0]?.state ?? 'received',
      locationId: specimen.location ? (bench.locations.get(specimen.location) ?? null) : null,
      receivedAt: date(specimen.received),
    })),
  });
  await db.orderedTest.createMany({
    data: withIds.flatMap((specimen) =>
      specimen.tests.map((test) => ({
        id: newId(),
        labId,
        specimenId: specimen.id,
        assayId: bench.assays.get(test.assay) ?? '',
        stateKey: test.state ?? specimen.state ?? 'received',
        priority: test.priority ?? specimen.priority ?? 'ROUTINE',
        deviceId: test.device ? (bench.devices.get(test.device) ?? null) : null,
        receivedAt: date(test.received === undefined ? specimen.received : test.received),
        releasedAt: date(test.released),
        dueAt: date(test.due),
      })),
    ),
  });
}

/** Which milestone each default state stamps. */
export const STAMPED_BY = new Map(DEFAULT_STATES.map(({ key, milestone }) => [key, milestone]));
