import { z } from 'zod';
import { everyRow, Receipt, type Reader } from './receipt-rows';
import { wilsonOf } from './statistics';

const Row = z.object({ assay: z.string(), verified_by_system: z.boolean() });
type Rows = readonly z.output<typeof Row>[];

const Asked = z.object({
  by_assay: z.array(z.object({ assay: z.string(), autoverify: z.boolean() })),
  receipt: Receipt,
});

function shareOf(rows: Rows) {
  const count = rows.filter((row) => row.verified_by_system).length;
  return {
    count,
    total: rows.length,
    share: rows.length === 0 ? null : count / rows.length,
    ci95: wilsonOf(count, rows.length),
  };
}

/** Autoverification once more. */
export async function recomputeAutoverification(reader: Reader, answer: unknown) {
  const { by_assay: assays, receipt } = Asked.parse(answer);
  const read = (which: string) => everyRow(reader, receipt.rows_url, Row, { which });
  const rows = await read('released');
  const whole = shareOf(rows);
  const [system, others] = [await read('system'), await read('not_system')];
  if (system.length !== whole.count || others.length !== whole.total - whole.count) {
    throw new Error('The parts do not have as many rows as the whole');
  }
  const keys = assays.map(({ assay }) => assay);
  const forgotten = rows.map(({ assay }) => assay).filter((assay) => !keys.includes(assay));
  return {
    ...whole,
    by_assay: [...keys, ...new Set(forgotten)].map((assay, place) => ({
      assay,
      // A setting of the assay, which is no figure.
      autoverify: assays[place]?.autoverify ?? null,
      ...shareOf(rows.filter((row) => row.assay === assay)),
    })),
  };
}
