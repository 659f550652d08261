import { z } from 'zod';
import { everyRow, type Reader } from './receipt-rows';
import type { WorkingHours } from './working-hours';

const TargetRow = z.object({
  assay: z.string().nullable(),
  priority: z.string().nullable(),
  location: z.string().nullable(),
  segment: z.string(),
  minutes: z.number(),
  time: z.enum(['clock', 'working']),
  effective_from: z.string(),
  effective_to: z.string().nullable(),
});

type Timed = { assay: string; priority: string; location: string | null; start: string | null };

/** When a test is due by the targets of a segment, in ms since 1970; null of none. */
export async function readTargets(
  reader: Reader,
  segment: string,
  hours: WorkingHours,
): Promise<(test: Timed) => number | null> {
  const targets = await everyRow(reader, '/api/v1/targets', TargetRow, { segment });
  return ({ assay, priority, location, start }) => {
    if (start === null) return null;
    const at = Date.parse(start);
    const [target] = targets
      .filter(
        (one) =>
          (one.assay === null || one.assay === assay) &&
          (one.priority === null || one.priority === priority) &&
          (one.location === null || one.location === location) &&
          Date.parse(one.effective_from) <= at &&
          (one.effective_to === null || at < Date.parse(one.effective_to)),
      )
      // Assay before priority before location.
      .sort((a, b) => {
        const rank = (one: typeof a) =>
          [one.assay, one.priority, one.location].map((name) => (name === null ? 0 : 1)).join('');
        return rank(b).localeCompare(rank(a));
      });
    if (!target) return null;
    return target.time === 'working'
      ? hours.after(start, target.minutes)
      : at + target.minutes * 60_000;
  };
}
