import { codes, type Block } from '../../blocks/block';
import type { CodeColumn } from '../../blocks/block-columns';
import { bucketFinder, type Bucket } from '../../buckets-of-window';
import { CodeNumbers } from '../../scan/attempts';
import type { AttributeFilter } from '../../scan/attribute-filter';
import { eachPresented } from '../../scan/presented-specimens';
import type { Window } from '../../window';

export type RejectionCount = { presented: number; rejected: number };

export type CountedRejections = {
  whole: RejectionCount;
  buckets: RejectionCount[];
  /** Rejected ones by the id of their reason, '' where nobody said why, in each month. */
  reasons: Map<string, number[]>;
  /** By id or text; '' is none. Empty without a column. */
  groups: Map<string, RejectionCount>;
};

const none = (): RejectionCount => ({ presented: 0, rejected: 0 });

/**
 * Counts the specimens of some blocks that were presented in a window, and those of them that were
 * rejected. Of assays a specimen counts once under each that it has a chosen test of.
 */
export function countRejections(
  blocks: readonly Block[],
  filters: readonly AttributeFilter[],
  window: Window,
  { buckets, months }: { buckets: readonly Bucket[]; months: readonly Bucket[] },
  groupBy: CodeColumn | null,
): CountedRejections {
  const whole = none();
  const inBuckets = buckets.map(none);
  const byReason = new Map<string, number[]>();
  const groups = new Map<string, RejectionCount>();
  const reasons = new CodeNumbers();
  const [bucketOf, monthOf] = [bucketFinder(buckets), bucketFinder(months)];
  for (const block of blocks) {
    const reasonOf = reasons.tableOf(block, 'rejection_reason');
    const groupCodes = groupBy ? codes(block, groupBy) : null;
    const groupNumbers = new CodeNumbers();
    const groupOf = groupBy ? groupNumbers.tableOf(block, groupBy) : null;
    const add = (row: number, rejected: boolean) => {
      const key = groupNumbers.keys[groupOf?.[(groupCodes?.[row] ?? -1) + 1] ?? 0] ?? '';
      const count = groups.get(key) ?? none();
      count.presented += 1;
      if (rejected) count.rejected += 1;
      groups.set(key, count);
    };
    eachPresented(block, filters, window, ({ first, end, at, rejected, reason }, passes) => {
      const bucket = inBuckets[bucketOf(at)];
      whole.presented += 1;
      if (bucket) bucket.presented += 1;
      if (groupBy === 'assay') {
        const seen = new Set<number>();
        for (let row = first; row < end; row += 1) {
          const code = groupCodes?.[row] ?? -1;
          if (passes[row] !== 1 || seen.has(code)) continue;
          seen.add(code);
          add(row, rejected);
        }
      } else if (groupBy) add(first, rejected);
      if (!rejected) return;
      whole.rejected += 1;
      if (bucket) bucket.rejected += 1;
      const key = reasons.keys[reasonOf[reason + 1] ?? 0] ?? '';
      const inMonths = byReason.get(key) ?? months.map(() => 0);
      const month = monthOf(at);
      inMonths[month] = (inMonths[month] ?? 0) + 1;
      byReason.set(key, inMonths);
    });
  }
  return { whole, buckets: inBuckets, reasons: byReason, groups };
}
