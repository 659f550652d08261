import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { isId } from '@/lib/platform/ids';
import type { DeckFound } from './deck';

const HITS_AT_MOST = 20;

const Hits = z.array(
  z.object({
    id: z.string(),
    barcode: z.string().nullable(),
    name: z.string(),
    by: z.enum(['barcode', 'name', 'specimen', 'part']),
    device: z.string().nullable(),
    position: z.int().nullable(),
    specimen: z.string().nullable(),
    well: z.string().nullable(),
  }),
);
const Removed = z.array(
  z.object({ id: z.string(), barcode: z.string().nullable(), name: z.string(), at: z.date() }),
);
const Specimens = z.array(z.object({ number: z.string() }));

const HIT_COLUMNS = Prisma.sql`
  c.id::text AS id, c.barcode, c.name, d.name AS device, o.slot AS position`;
const STANDING = Prisma.sql`
  LEFT JOIN occupancies o
    ON o.lab_id = c.lab_id AND o.container_id = c.id AND o.thing = 'container'
  LEFT JOIN devices d ON d.lab_id = o.lab_id AND d.id = o.device_id`;

/**
 * Where a barcode, a name or a specimen's number is on the platform. What is exactly that comes
 * alone; where nothing is, barcodes and names that contain it, capitals aside.
 */
export async function findOnDeck(ctx: Ctx, given: string): Promise<DeckFound> {
  authorize(ctx, 'platform.read');
  // NUL, which an address can write, is in no name and cannot be asked for.
  const text = given.replaceAll('\0', '').trim().slice(0, 128);
  if (text === '') return { text, hits: [], more: false, removed: null, specimen: null };
  const exact = await exactly(ctx, text);
  const hits = exact.length > 0 ? exact : await partly(ctx, text);
  const nothing = hits.length === 0;
  return {
    text,
    hits: hits.slice(0, HITS_AT_MOST).map(({ device, position, ...hit }) => ({
      ...hit,
      place: device === null || position === null ? null : { device, position },
    })),
    more: hits.length > HITS_AT_MOST,
    removed: nothing ? await removedOne(ctx, text) : null,
    specimen: nothing ? await knownSpecimen(ctx, text) : null,
  };
}

async function exactly(ctx: Ctx, text: string): Promise<z.output<typeof Hits>> {
  return Hits.parse(
    await ctx.db.$queryRaw`
      SELECT ${HIT_COLUMNS}, f.by, f.specimen, f.well
      FROM (
        SELECT id, CASE WHEN lower(barcode) = lower(${text}) THEN 'barcode' ELSE 'name' END AS by,
               NULL::text AS specimen, NULL::text AS well
        FROM containers
        WHERE lab_id = ${ctx.lab.id}::uuid AND removed_at IS NULL
          AND (lower(barcode) = lower(${text}) OR lower(name) = lower(${text})
               OR id = ${isId(text) ? text : null}::uuid)
        UNION ALL
        SELECT k.container_id, 'specimen', s.number, min(k.well)
        FROM specimens s
        JOIN container_contents k
          ON k.lab_id = s.lab_id AND k.specimen_id = s.id AND k.until IS NULL
        WHERE s.lab_id = ${ctx.lab.id}::uuid AND s.number = ${text}
        GROUP BY k.container_id, s.number
      ) f
      JOIN containers c ON c.lab_id = ${ctx.lab.id}::uuid AND c.id = f.id AND c.removed_at IS NULL
      ${STANDING}
      ORDER BY f.by, c.name, c.id LIMIT ${HITS_AT_MOST + 1}`,
  );
}

async function partly(ctx: Ctx, text: string): Promise<z.output<typeof Hits>> {
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return Hits.parse(
    await ctx.db.$queryRaw`
      SELECT ${HIT_COLUMNS}, 'part' AS by, NULL::text AS specimen, NULL::text AS well
      FROM containers c ${STANDING}
      WHERE c.lab_id = ${ctx.lab.id}::uuid AND c.removed_at IS NULL
        AND (c.barcode ILIKE ${part} OR c.name ILIKE ${part})
      ORDER BY coalesce(c.barcode, c.name), c.id LIMIT ${HITS_AT_MOST + 1}`,
  );
}

async function removedOne(ctx: Ctx, text: string): Promise<DeckFound['removed']> {
  const rows = Removed.parse(
    await ctx.db.$queryRaw`
      SELECT id::text AS id, barcode, name, removed_at AS at FROM containers
      WHERE lab_id = ${ctx.lab.id}::uuid AND removed_at IS NOT NULL
        AND (lower(barcode) = lower(${text}) OR lower(name) = lower(${text}))
      ORDER BY removed_at DESC LIMIT 1`,
  );
  const row = rows[0];
  return row ? { ...row, at: row.at.toISOString() } : null;
}

async function knownSpecimen(ctx: Ctx, text: string): Promise<string | null> {
  const rows = Specimens.parse(
    await ctx.db.$queryRaw`
      SELECT number FROM specimens WHERE lab_id = ${ctx.lab.id}::uuid AND number = ${text}`,
  );
  return rows[0]?.number ?? null;
}
