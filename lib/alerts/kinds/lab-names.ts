import type { LabTx } from '@/lib/platform/db/lab-db';
import type { Labels } from '../finding';

/** How the things of a lab are called, by id. */
export type LabNames = {
  assays: ReadonlyMap<string, { code: string; departmentId: string | null }>;
  departments: ReadonlyMap<string, string>;
  locations: ReadonlyMap<string, string>;
  devices: ReadonlyMap<string, string>;
};

type Db = Pick<LabTx, 'assay' | 'department' | 'location' | 'device'>;

/** Reads what a lab calls its assays, departments, locations and devices, retired ones too. */
export async function readLabNames(db: Db): Promise<LabNames> {
  const [assays, departments, locations, devices] = await Promise.all([
    db.assay.findMany({ select: { id: true, code: true, departmentId: true } }),
    db.department.findMany({ select: { id: true, name: true } }),
    db.location.findMany({ select: { id: true, name: true } }),
    db.device.findMany({ select: { id: true, name: true } }),
  ]);
  const named = (rows: readonly { id: string; name: string }[]) =>
    new Map(rows.map(({ id, name }) => [id, name]));
  return {
    assays: new Map(assays.map(({ id, ...rest }) => [id, rest])),
    departments: named(departments),
    locations: named(locations),
    devices: named(devices),
  };
}

/** What a test is labelled by, with what filters look at. */
export type TestFacts = {
  number: string;
  assayId: string;
  locationId: string | null;
  priority: string;
  deviceId: string | null;
};

export const departmentOf = (names: LabNames, assayId: string): string | null =>
  names.assays.get(assayId)?.departmentId ?? null;

/** The labels of a test, as people read them; what it has not is left out. */
export function testLabels(names: LabNames, test: TestFacts): Labels {
  const labels: Labels = { specimen: test.number, priority: test.priority };
  const assay = names.assays.get(test.assayId);
  const department = names.departments.get(assay?.departmentId ?? '');
  const location = names.locations.get(test.locationId ?? '');
  const device = names.devices.get(test.deviceId ?? '');
  if (assay) labels.assay = assay.code;
  if (department !== undefined) labels.department = department;
  if (location !== undefined) labels.location = location;
  if (device !== undefined) labels.device = device;
  return labels;
}
