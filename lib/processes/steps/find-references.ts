import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { invalidField, refuseFields } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';

/** A name in a request, and the field that gave it. */
export type Named = { field: string; name: string };

type Reader = Pick<LabTx, '$queryRaw'>;

/** The id of a device, retired or not; a name the lab does not have is 422 for its field. */
export async function findDeviceEver(
  db: Reader,
  ctx: Pick<Ctx, 'lab'>,
  { field, name }: Named,
): Promise<string> {
  const rows = z.array(z.object({ id: z.string() })).parse(
    await db.$queryRaw`
      SELECT id::text AS id FROM devices
      WHERE lab_id = ${ctx.lab.id}::uuid AND lower(name) = lower(${name})`,
  );
  const [row] = rows;
  if (!row) throw invalidField(field, `this lab has no device “${name}”`);
  return row.id;
}

const Containers = z.array(z.object({ given: z.string(), id: z.string() }));

/**
 * The ids of containers by their ids (removed ones too) or by the barcodes of those that are here;
 * an unknown one is 422 for each field that gave it.
 */
export async function findContainers(
  db: Reader,
  ctx: Pick<Ctx, 'lab'>,
  wanted: readonly Named[],
): Promise<Map<string, string>> {
  const names = [...new Set(wanted.map(({ name }) => name))];
  const ids = names.filter(isId);
  const barcodes = names.filter((name) => !isId(name));
  const found = Containers.parse(
    names.length === 0
      ? []
      : await db.$queryRaw`
          SELECT given, c.id::text AS id FROM unnest(${ids}::text[]) AS given
          JOIN containers c ON c.lab_id = ${ctx.lab.id}::uuid AND c.id = given::uuid
          UNION ALL
          SELECT given, c.id::text FROM unnest(${barcodes}::text[]) AS given
          JOIN containers c ON c.lab_id = ${ctx.lab.id}::uuid AND c.barcode = given
            AND c.removed_at IS NULL`,
  );
  const byName = new Map(found.map((row) => [row.given, row.id]));
  refuseFields(
    wanted.flatMap(({ field, name }) => {
      const message = 'this lab has no such container; a barcode finds those that are here';
      return byName.has(name) ? [] : [{ field, message }];
    }),
  );
  return byName;
}

/** Checks that the lab has these experiments; an unknown one is 422 for each field that gave it. */
export async function checkExperiments(
  db: Pick<LabTx, 'experiment'>,
  wanted: readonly Named[],
): Promise<void> {
  const ids = [...new Set(wanted.map(({ name }) => name.toLowerCase()))];
  if (ids.length === 0) return;
  const found = await db.experiment.findMany({
    where: { id: { in: ids } },
    select: { id: true },
  });
  const known = new Set(found.map(({ id }) => id));
  refuseFields(
    wanted.flatMap(({ field, name }) =>
      known.has(name.toLowerCase()) ? [] : [{ field, message: 'this lab has no such experiment' }],
    ),
  );
}
