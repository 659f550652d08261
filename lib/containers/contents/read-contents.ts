import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { containerIdOf } from '../read-container';
import type { Content } from './contract';
import { byWell } from './wells';

const Rows = z.array(
  z.object({
    id: z.string(),
    well: z.string().nullable(),
    specimen_id: z.string(),
    since: z.date(),
  }),
);

/** A row of what is in a container now; `specimen_id` is the number on the label. */
export type ContentRow = z.output<typeof Rows>[number];

/** What is in a container now, in the order of its wells. */
export async function contentRows(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  containerId: string,
): Promise<ContentRow[]> {
  const rows = Rows.parse(
    await tx.$queryRaw`
      SELECT content.id::text AS id, content.well, s.number AS specimen_id, content."from" AS since
      FROM container_contents content
      JOIN specimens s ON s.lab_id = content.lab_id AND s.id = content.specimen_id
      WHERE content.lab_id = ${ctx.lab.id}::uuid AND content.container_id = ${containerId}::uuid
        AND content.until IS NULL
      ORDER BY s.number`,
  );
  return rows.toSorted((a, b) => byWell(a.well, b.well));
}

/** What is in a container, by its id or barcode; 404 for none. */
export async function readContents(ctx: Ctx, ref: string): Promise<Content[]> {
  authorize(ctx, 'platform.read');
  const rows = await contentRows(ctx.db, ctx, await containerIdOf(ctx.db, ctx, ref));
  return rows.map(({ well, specimen_id }) => ({ well, specimen_id }));
}
