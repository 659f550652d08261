import { z } from 'zod';
import { bucketOf, bucketsBetween } from './local-time';
import { everyRow, Receipt, type Reader } from './receipt-rows';
import { wilsonOf } from './statistics';

const Row = z.object({
  assay: z.string(),
  device: z.string().nullable(),
  department: z.string().nullable(),
  end: z.string(),
});
type Row = z.output<typeof Row>;

const Keys = z.array(z.object({ key: z.string().nullable() }));

const Asked = z.object({
  grain: z.string(),
  by_assay: Keys,
  by_device: Keys,
  by_department: Keys,
  receipt: Receipt,
});

type Sets = { released: Row[]; corrected: Row[]; amended: Row[]; invalidated: Row[] };

/** Corrected results once more. */
export async function recomputeCorrections(reader: Reader, answer: unknown) {
  const said = Asked.parse(answer);
  const { grain, receipt } = said;
  const read = (which: string) => everyRow(reader, receipt.rows_url, Row, { which });
  const sets: Sets = {
    released: await read('released'),
    corrected: await read('corrected'),
    amended: await read('amended'),
    invalidated: await read('invalidated'),
  };
  const countsOf = (holds: (row: Row) => boolean) => {
    const [released, corrected] = [
      sets.released.filter(holds).length,
      sets.corrected.filter(holds).length,
    ];
    return {
      released,
      corrected,
      amended: sets.amended.filter(holds).length,
      invalidated: sets.invalidated.filter(holds).length,
      rate: released === 0 ? null : corrected / released,
      per_10000: released === 0 ? null : (corrected / released) * 10_000,
      ci95_per_10000: wilsonOf(corrected, released)?.map((end) => end * 10_000) ?? null,
    };
  };
  const by = (named: z.output<typeof Keys>, name: 'assay' | 'device' | 'department') => {
    const keys = named.map(({ key }) => key);
    const forgotten = sets.released.map((row) => row[name]).filter((key) => !keys.includes(key));
    return [...keys, ...new Set(forgotten)].map((key) => ({
      key,
      ...countsOf((row) => row[name] === key),
    }));
  };
  const zone = receipt.time_zone;
  return {
    ...countsOf(() => true),
    grain,
    by_assay: by(said.by_assay, 'assay'),
    by_device: by(said.by_device, 'device'),
    by_department: by(said.by_department, 'department'),
    trend: bucketsBetween(grain, receipt.window, zone, receipt.computed_at).map((bucket) => ({
      ...bucket,
      ...countsOf(({ end }) => bucketOf(grain, end, zone) === bucket.key),
    })),
  };
}
