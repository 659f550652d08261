import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { containersById } from './container-row';
import type { Container } from './contract';

const Found = z.array(z.object({ id: z.string() }));

/**
 * The id of the container that is meant by an id or a barcode; a barcode finds only what is present.
 * 404 for none.
 */
export async function containerIdOf(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  ref: string,
): Promise<string> {
  const found = Found.parse(
    isId(ref)
      ? await tx.$queryRaw`
          SELECT id::text AS id FROM containers
          WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${ref}::uuid`
      : await tx.$queryRaw`
          SELECT id::text AS id FROM containers
          WHERE lab_id = ${ctx.lab.id}::uuid AND barcode = ${ref} AND removed_at IS NULL`,
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
