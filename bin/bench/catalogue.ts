import { ALWAYS, createLab } from '@/lib/labs/create-lab';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';

export const LAB_SLUG = 'bench';

const DEPARTMENTS = ['Chemistry', 'Haematology', 'Coagulation', 'Microbiology', 'Molecular'];
const ASSAYS = 30;
const LOCATIONS = 12;
const DEVICES = 10;
const ERROR_CODES = 8;
export const SPECIMEN_TYPES = ['serum', 'plasma', 'blood', 'urine', 'swab'];

export type Catalogue = {
  lab: LabRef;
  /** Ids in the order of their codes. */
  assays: string[];
  locations: string[];
  devices: string[];
  errorCodes: string[];
  reasons: string[];
  analyte: string;
};

/** A lab with 30 assays, 12 locations, 10 devices, 8 error codes, and targets by priority. */
export async function makeCatalogue(): Promise<Catalogue> {
  const db = unboundDb();
  const lab = await createLab(db, { slug: LAB_SLUG, name: 'Bench', timeZone: 'Europe/Berlin' });
  const labId = lab.id;
  const numbered = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const code = `${prefix}${String(index + 1).padStart(2, '0')}`;
      return { id: newId(), labId, code, name: `${prefix} ${index + 1}` };
    });
  const departments = DEPARTMENTS.map((name) => ({ id: newId(), labId, name }));
  await db.department.createMany({ data: departments });
  const assays = numbered('A', ASSAYS).map((assay, index) => ({
    ...assay,
    departmentId: departments[index % departments.length]?.id ?? null,
  }));
  await db.assay.createMany({ data: assays });
  const locations = numbered('Ward', LOCATIONS).map(({ id, name }) => ({ id, labId, name }));
  await db.location.createMany({ data: locations });
  const devices = numbered('M', DEVICES).map(({ id, code: name }) => ({ id, labId, name }));
  await db.device.createMany({ data: devices.map((device) => ({ ...device, type: 'analyser' })) });
  const analyte = newId();
  await db.analyte.create({ data: { id: analyte, labId, code: 'K', name: 'Potassium' } });
  const errorCodes = numbered('E', ERROR_CODES);
  await db.errorCode.createMany({ data: errorCodes });
  const reasons = await db.rejectionReason.findMany({
    where: { labId },
    select: { id: true },
    orderBy: { code: 'asc' },
  });
  await db.target.createMany({
    data: [
      { priority: 'STAT' as const, minutes: 90 },
      { priority: 'URGENT' as const, minutes: 150 },
    ].map((target) => ({
      ...target,
      id: newId(),
      labId,
      segment: 'receive_to_release',
      effectiveFrom: ALWAYS,
    })),
  });
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
  return {
    lab,
    assays: ids(assays),
    locations: ids(locations),
    devices: ids(devices),
    errorCodes: ids(errorCodes),
    reasons: ids(reasons),
    analyte,
  };
}

/** The catalogue that an earlier run left. */
export async function readCatalogue(): Promise<Catalogue> {
  const db = unboundDb();
  const lab = await db.lab.findUniqueOrThrow({ where: { slug: LAB_SLUG } });
  const where = { labId: lab.id };
  const byCode = { where, select: { id: true }, orderBy: { code: 'asc' as const } };
  const byName = { where, select: { id: true }, orderBy: { name: 'asc' as const } };
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
  return {
    lab,
    assays: ids(await db.assay.findMany(byCode)),
    locations: ids(await db.location.findMany(byName)),
    devices: ids(await db.device.findMany(byName)),
    errorCodes: ids(await db.errorCode.findMany(byCode)),
    reasons: ids(await db.rejectionReason.findMany(byCode)),
    analyte: (await db.analyte.findFirstOrThrow({ where })).id,
  };
}
