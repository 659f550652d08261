import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { refuseFields } from '@/lib/platform/errors';

type Reader = Pick<LabTx, '$queryRaw'>;

const Found = z.array(z.object({ asked: z.string(), id: z.string() }));
const Named = z.array(z.object({ id: z.string(), name: z.string() }));

/**
 * The ids of devices in use by the names they were asked by, capitals aside. Locks nothing. 422
 * names every field whose device is unknown or retired; `fieldOf` says what the field of a name is
 * called in the request (`steps.17.device`).
 */
export async function deviceIdsOf(
  tx: Reader,
  ctx: Pick<Ctx, 'lab'>,
  names: readonly string[],
  fieldOf: (index: number) => string = () => 'device',
): Promise<Map<string, string>> {
  const asked = [...new Set(names)];
  if (asked.length === 0) return new Map();
  const rows = Found.parse(
    await tx.$queryRaw`
      SELECT asked.name AS asked, d.id::text AS id
      FROM unnest(${asked}::text[]) AS asked (name)
      JOIN devices d ON d.lab_id = ${ctx.lab.id}::uuid AND lower(d.name) = lower(asked.name)
      WHERE d.retired_at IS NULL`,
  );
  const ids = new Map(rows.map((row) => [row.asked, row.id]));
  refuseFields(
    names.flatMap((name, index) => {
      const message = `there is no device “${name}” in this lab, or it was retired`;
      return ids.has(name) ? [] : [{ field: fieldOf(index), message }];
    }),
  );
  return ids;
}

/** The id of the device in use of that name, capitals aside; 422 for none. Locks nothing. */
export async function deviceIdOf(
  tx: Reader,
  ctx: Pick<Ctx, 'lab'>,
  name: string,
  field = 'device',
): Promise<string> {
  const ids = await deviceIdsOf(tx, ctx, [name], () => field);
  const id = ids.get(name);
  if (id === undefined) throw new Error('deviceIdsOf answered without a name it was asked for');
  return id;
}

/** The names of devices by their ids, retired ones too. */
export async function deviceNames(
  tx: Reader,
  ctx: Pick<Ctx, 'lab'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = Named.parse(
    await tx.$queryRaw`
      SELECT id::text AS id, name FROM devices
      WHERE lab_id = ${ctx.lab.id}::uuid AND id = ANY(${[...new Set(ids)]}::uuid[])`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
