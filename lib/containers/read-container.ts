import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { containersById } from './container-row';
import type { Container } from './contract';

const Found = z.array(z.object({ id: z.string() }));

/** The id of the container that now has the barcode; null for none. */
export async function presentIdByBarcode(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  barcode: string,
): Promise<string | null> {
  const found = Found.parse(
    await tx.$queryRaw`
      SELECT id::text AS id FROM containers
      WHERE lab_id = ${ctx.lab.id}::uuid AND barcode = ${barcode} AND removed_at IS NULL`,
  );
  return found[0]?.id ?? null;
}

/**
 * The id of the container that is meant by an id or a barcode; a barcode finds only what is present.
 * 404 for none.
 */
export async function containerIdOf(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  ref: string,
): Promise<string> {
  if (!isId(ref)) {
    const id = await presentIdByBarcode(tx, ctx, ref);
    if (id !== null) return id;
    throw notFound('container');
  }
  const found = Found.parse(
    await tx.$queryRaw`
      SELECT id::text AS id FROM containers
      WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${ref}::uuid`,
  );
  const row = found[0];
  if (!row) throw notFound('container');
  return row.id;
}

/** A container by its id, removed or not, or by the barcode it now has. 404 for none. */
export async function readContainer(ctx: Ctx, ref: string): Promise<Container> {
  authorize(ctx, 'platform.read');
  const id = await containerIdOf(ctx.db, ctx, ref);
  const container = (await containersById(ctx.db, ctx.lab.id, [id])).get(id);
  if (!container) throw notFound('container');
  return container;
}
