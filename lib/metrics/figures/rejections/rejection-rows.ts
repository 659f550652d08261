import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { codes, idAt, valuesOf, type Block } from '../../blocks/block';
import type { RowsPage } from '../../define-figure';
import type { AttributeFilter } from '../../scan/attribute-filter';
import { PageOfRows } from '../../scan/page-of-rows';
import { eachPresented } from '../../scan/presented-specimens';
import type { Window } from '../../window';

export const RejectionRow = z.object({
  specimen_id: z.string(),
  /** Its tests, joined with a comma. */
  assay: z.string(),
  /** Codes of those of its tests that the question is about: it counts once under each. */
  assays: z.array(z.string()),
  priority: z.string(),
  state: z.string(),
  specimen_type: z.string().nullable(),
  location: z.string().nullable(),
  /** When it was received, or rejected without receipt. */
  presented: timeAnswer,
  received: timeAnswer.nullable(),
  /** When it was first rejected; null where it does not stand rejected now. */
  rejected_at: timeAnswer.nullable(),
  rejected: z.boolean(),
  reason: z.string().nullable(),
  reason_code: z.string().nullable(),
  /** Who was told of the rejection. */
  informed: z.string().nullable(),
});
export type RejectionRow = z.output<typeof RejectionRow>;

const Facts = z.array(
  RejectionRow.omit({
    assays: true,
    presented: true,
    rejected: true,
    received: true,
    rejected_at: true,
    reason: true,
    reason_code: true,
  }).extend({
    id: z.string(),
    received: z.date().nullable(),
    rejected_at: z.date().nullable(),
  }),
);

async function factsOf(ctx: Ctx, ids: readonly string[]) {
  const rows = Facts.parse(
    await ctx.db.$queryRaw`
      SELECT sp.id::text, sp.number AS specimen_id, sp.priority::text AS priority,
        sp.state_key AS state, sp.specimen_type, l.name AS location, sp.received_at AS received,
        coalesce(sp.rejected_at, t.rejected_at) AS rejected_at, h.informed,
        coalesce(t.assays, '') AS assay
      FROM specimens sp
      LEFT JOIN locations l ON l.lab_id = sp.lab_id AND l.id = sp.location_id
      LEFT JOIN LATERAL (
        SELECT string_agg(DISTINCT a.code, ', ' ORDER BY a.code) AS assays,
          min(t.rejected_at) AS rejected_at
        FROM ordered_tests t JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
        WHERE t.lab_id = sp.lab_id AND t.specimen_id = sp.id) t ON true
      LEFT JOIN LATERAL (
        SELECT x.informed FROM test_transitions x
        WHERE x.lab_id = sp.lab_id AND x.specimen_id = sp.id AND x.informed IS NOT NULL
        ORDER BY x.sequence DESC LIMIT 1) h ON true
      WHERE sp.lab_id = ${ctx.lab.id}::uuid AND sp.id = ANY(${ids}::uuid[])`,
  );
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

const Named = z.array(z.object({ id: z.string(), code: z.string(), name: z.string() }));

/** What ids of assays and of reasons stand for. */
async function namesOf(ctx: Ctx) {
  const lab = ctx.lab.id;
  const [assays, reasons] = await Promise.all([
    ctx.db.$queryRaw`SELECT id::text, code, name FROM assays WHERE lab_id = ${lab}::uuid`,
    ctx.db
      .$queryRaw`SELECT id::text, code, name FROM rejection_reasons WHERE lab_id = ${lab}::uuid`,
  ]);
  const byId = (rows: unknown) => new Map(Named.parse(rows).map((row) => [row.id, row]));
  return { assays: byId(assays), reasons: byId(reasons) };
}

/** What the scan said of a specimen, by its first row in its block. */
type Said = { rejected: boolean; reason: string | null; assays: string[] };

/** Which specimens: all, or the rejected ones, of a reason by its id, or of those without ('' ). */
export type RejectionsWanted = { rejectedOnly: boolean; reason?: string };

const Cursor = z.tuple([z.number(), z.uuid()]);

function compare(a: { sort: number; id: string }, b: { sort: number; id: string }): number {
  return b.sort - a.sort || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** A page of the specimens presented, of blocks read with `specimen_id` and `assay`, the latest first. */
export async function rowsOfRejections(
  ctx: Ctx,
  { blocks, filters, window }: { blocks: Block[]; filters: AttributeFilter[]; window: Window },
  wanted: RejectionsWanted,
  query: { limit: number; cursor?: string },
): Promise<RowsPage<z.input<typeof RejectionRow>>> {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, Cursor);
  const page = new PageOfRows(query.limit + 1, after?.[0]);
  const saidOf = blocks.map(() => new Map<number, Said>());
  for (const [place, block] of blocks.entries()) {
    const reasons = valuesOf(block, 'rejection_reason');
    const [assay, assays] = [codes(block, 'assay'), valuesOf(block, 'assay')];
    eachPresented(block, filters, window, ({ first, end, at, rejected, reason }, passes) => {
      if (wanted.rejectedOnly && !rejected) return;
      if (wanted.reason !== undefined && (reasons[reason] ?? '') !== wanted.reason) return;
      const chosen = new Set<string>();
      for (let row = first; row < end; row += 1) {
        const id = assays[assay[row] ?? -1];
        if (passes[row] === 1 && id !== undefined) chosen.add(id);
      }
      saidOf[place]?.set(first, { rejected, reason: reasons[reason] ?? null, assays: [...chosen] });
      page.add(at, place, first);
    });
  }
  const rows = page
    .candidates()
    .flatMap(({ sort, block: place, unit: first }) => {
      const block = blocks[place];
      const said = saidOf[place]?.get(first);
      if (!block || !said) return [];
      return [{ sort, id: idAt(block, 'specimen_id', first), said }];
    })
    .filter((row) => after === null || compare({ sort: after[0], id: after[1] }, row) < 0)
    .toSorted(compare);
  const found = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? found.at(-1) : undefined;
  const [facts, names] = await Promise.all([
    factsOf(
      ctx,
      found.map(({ id }) => id),
    ),
    namesOf(ctx),
  ]);
  return {
    data: found.flatMap(({ id, sort, said: { rejected, ...said } }) => {
      const known = facts.get(id);
      if (!known) return [];
      const { received, rejected_at, informed, ...rest } = known;
      const reason = names.reasons.get(said.reason ?? '');
      return [
        {
          ...rest,
          presented: new Date(sort).toISOString(),
          received: received?.toISOString() ?? null,
          rejected_at: rejected ? (rejected_at?.toISOString() ?? null) : null,
          rejected,
          assays: said.assays.flatMap((assay) => names.assays.get(assay)?.code ?? []),
          reason: reason?.name ?? null,
          reason_code: reason?.code ?? null,
          informed: rejected ? informed : null,
        },
      ];
    }),
    next_cursor: last ? encodeCursor([last.sort, last.id]) : null,
    total: page.total,
  };
}
