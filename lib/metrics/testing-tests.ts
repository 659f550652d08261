import { unboundDb } from '@/lib/platform/db/client';
import type { Priority } from '@/lib/platform/db/generated/enums';
import { newId } from '@/lib/platform/ids';

/** A test for a test, on a specimen of its own unless `specimen` names one. Times are ISO texts. */
export type GivenTest = {
  specimen?: string;
  assay?: string;
  run?: number;
  priority?: Priority;
  location?: string;
  device?: string;
  operator?: string;
  specimenType?: string;
  state?: string;
  ordered?: string;
  collected?: string;
  received?: string;
  started?: string;
  resulted?: string;
  verified?: string;
  released?: string;
  rejected?: string;
  due?: string;
  voided?: string;
};

const at = (text: string | undefined) => (text === undefined ? null : new Date(text));

/** Writes tests straight into the tables, many at once: what the figures read, and no history. */
export async function givenTests(labId: string, given: readonly GivenTest[]): Promise<string[]> {
  const db = unboundDb();
  const names = (read: (test: GivenTest) => string | undefined) => [
    ...new Set(given.flatMap((test) => read(test) ?? [])),
  ];
  const assays = new Map<string, string>();
  const known = await db.assay.findMany({ where: { labId }, select: { id: true, code: true } });
  for (const { code, id } of known) assays.set(code, id);
  for (const code of ['A', ...names((test) => test.assay)]) {
    if (assays.has(code)) continue;
    const id = newId();
    await db.assay.create({ data: { id, labId, code, name: code } });
    assays.set(code, id);
  }
  const locations = new Map<string, string>();
  for (const { name, id } of await db.location.findMany({ where: { labId } })) {
    locations.set(name, id);
  }
  for (const name of names((test) => test.location)) {
    if (locations.has(name)) continue;
    const id = newId();
    await db.location.create({ data: { id, labId, name } });
    locations.set(name, id);
  }
  const devices = new Map<string, string>();
  for (const name of names((test) => test.device)) {
    const id = newId();
    await db.device.create({ data: { id, labId, name, type: 'analyzer' } });
    devices.set(name, id);
  }
  const specimens = new Map<string, string>();
  const numbered = given.map((test) => ({ ...test, specimen: test.specimen ?? newId() }));
  const firstOf = new Map(numbered.toReversed().map((test) => [test.specimen, test]));
  for (const number of firstOf.keys()) specimens.set(number, newId());
  await db.specimen.createMany({
    data: [...firstOf].map(([number, test]) => ({
      id: specimens.get(number) ?? '',
      labId,
      number,
      priority: test.priority ?? 'ROUTINE',
      specimenType: test.specimenType ?? null,
      stateKey: test.state ?? (test.released ? 'published' : 'received'),
      locationId: locations.get(test.location ?? '') ?? null,
      collectedAt: at(test.collected),
      receivedAt: at(test.received),
      voidedAt: at(test.voided),
    })),
  });
  const ids = numbered.map(() => newId());
  await db.orderedTest.createMany({
    data: numbered.map((test, index) => ({
      id: ids[index] ?? '',
      labId,
      specimenId: specimens.get(test.specimen) ?? '',
      assayId: assays.get(test.assay ?? 'A') ?? '',
      run: test.run ?? 1,
      priority: test.priority ?? 'ROUTINE',
      stateKey: test.state ?? (test.released ? 'published' : 'received'),
      deviceId: devices.get(test.device ?? '') ?? null,
      operator: test.operator ?? null,
      orderedAt: at(test.ordered),
      receivedAt: at(test.received),
      startedAt: at(test.started),
      resultedAt: at(test.resulted),
      verifiedAt: at(test.verified),
      releasedAt: at(test.released),
      rejectedAt: at(test.rejected),
      dueAt: at(test.due),
    })),
  });
  return ids;
}
