import { createDevice } from '@/lib/devices/create-device';
import { createAnalyte } from '@/lib/labs/analytes/create-analyte';
import { createAssay } from '@/lib/labs/assays/create-assay';
import { createDepartment } from '@/lib/labs/departments/create-department';
import { createErrorCode } from '@/lib/labs/error-codes/create-error-code';
import { createLocation } from '@/lib/labs/locations/create-location';
import type { Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import type { Scenario } from './scenario';

/** Adds what the lab does not have yet of a scenario: departments, assays, devices and the rest. */
export async function loadCatalogue(ctx: Ctx, scenario: Scenario, since: Date): Promise<void> {
  const { db } = ctx;
  const departments = missing(await db.department.findMany({ select: { name: true } }));
  for (const name of scenario.departments.filter(departments))
    await createDepartment(ctx, { name });

  const locations = missing(await db.location.findMany({ select: { name: true } }));
  for (const { name } of scenario.locations.filter(({ name }) => locations(name))) {
    await createLocation(ctx, { name });
  }

  const devices = missing(await db.device.findMany({ select: { name: true } }));
  for (const { name, type } of scenario.devices.filter(({ name }) => devices(name))) {
    await createDevice(ctx, { name, type, slots: 0 });
  }

  const errorCodes = missing(await db.errorCode.findMany({ select: { code: true } }));
  for (const { code, name } of scenario.errorCodes.filter(({ code }) => errorCodes(code))) {
    await createErrorCode(ctx, { code, name });
  }

  const analytes = missing(await db.analyte.findMany({ select: { code: true } }));
  for (const one of scenario.analytes.filter(({ code }) => analytes(code))) {
    await createAnalyte(ctx, {
      code: one.code,
      name: one.name,
      loinc: one.loinc,
      unit: one.unit,
      reference_low: one.low,
      reference_high: one.high,
      critical_low: one.criticalLow,
      critical_high: one.criticalHigh,
      critical_codes: [...one.criticalCodes],
    });
  }

  const assays = missing(await db.assay.findMany({ select: { code: true } }));
  for (const one of scenario.assays.filter(({ code }) => assays(code))) {
    await createAssay(ctx, {
      code: one.code,
      name: one.name,
      department: one.department,
      loinc: one.loinc,
      analytes: [...one.analytes],
    });
  }
  await loadTargets(ctx, scenario, since);
}

/** Whether a code or name is none of those the lab has. */
function missing(rows: readonly ({ code: string } | { name: string })[]): (key: string) => boolean {
  const known = new Set(rows.map((row) => ('code' in row ? row.code : row.name).toLowerCase()));
  return (key) => !known.has(key.toLowerCase());
}

/**
 * Targets beside the lab's default, in force since the first day of its history: as if they had
 * been set then, so that what is imported from before is measured by the default alone.
 */
async function loadTargets({ db, lab }: Ctx, scenario: Scenario, since: Date): Promise<void> {
  const others = await db.target.count({
    where: { OR: [{ priority: { not: null } }, { assayId: { not: null } }] },
  });
  if (others > 0) return;
  const assays = await db.assay.findMany({ select: { id: true, code: true } });
  const row = (minutes: number) => ({
    id: newId(),
    labId: lab.id,
    segment: 'receive_to_release',
    minutes,
    effectiveFrom: since,
    createdAt: since,
  });
  await db.target.createMany({
    data: [
      ...scenario.priorityTargets.map(({ priority, minutes }) => ({ ...row(minutes), priority })),
      ...scenario.assays.flatMap(({ code, targetMinutes }) => {
        const assay = assays.find((one) => one.code === code);
        return targetMinutes && assay ? [{ ...row(targetMinutes), assayId: assay.id }] : [];
      }),
    ],
  });
}
