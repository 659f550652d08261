import { DEVICE_ROWS } from '@/lib/devices/device-row';
import { ASSAY_ROWS } from '@/lib/labs/assays/assay-row';
import { DEPARTMENT_ROWS } from '@/lib/labs/departments/department-row';
import { LOCATION_ROWS } from '@/lib/labs/locations/location-row';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import { invalidField } from '@/lib/platform/errors';
import { findNamed } from '@/lib/specimens/find-named';
import { PRIORITIES } from '@/lib/specimens/contract';
import type { Label } from '../finding';

const ROWS: Partial<Record<Label, NamedRows>> = {
  assay: ASSAY_ROWS,
  department: DEPARTMENT_ROWS,
  location: LOCATION_ROWS,
  device: DEVICE_ROWS,
};

/**
 * 422 for `field` where neither the lab nor an alert that stands knows the value of a label: a
 * silence that is spelled wrongly would hold nothing back, and nobody would know. What was renamed
 * or retired is known as long as an alert says it.
 */
export async function refuseUnknownLabel(
  tx: LabTx,
  { lab }: Pick<Ctx, 'lab'>,
  label: Label,
  value: string,
  field: string,
): Promise<void> {
  if (label === 'priority') {
    if (PRIORITIES.some((priority) => priority === value.toUpperCase())) return;
    throw invalidField(field, `must be one of ${PRIORITIES.join(', ')}`);
  }
  const standing: unknown[] = await tx.$queryRaw`
    SELECT 1 FROM alerts
    WHERE lab_id = ${lab.id}::uuid AND status <> 'resolved'
      AND lower(labels ->> ${label}) = lower(${value}) LIMIT 1`;
  if (standing.length > 0) return;
  const rows = ROWS[label];
  if (rows) await findNamed({ db: tx, lab }, rows, [value], () => field);
  else if ((await tx.specimen.count({ where: { number: value } })) === 0) {
    throw invalidField(field, `this lab has no specimen “${value}”`);
  }
}
