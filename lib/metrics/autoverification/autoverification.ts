import { authorize, type Ctx } from '@/lib/platform/context';
import type {
  AutoverificationAnswer,
  AutoverificationOfAssay,
  AutoverificationQuery,
} from './autoverification-contract';
import { bytesOf } from '../blocks/block';
import { AUTOVERIFIED } from '../blocks/block-columns';
import { FILTER_NAMES, type MetricFilters, type Receipt } from '../contract';
import { readCohort } from '../read-cohort';
import { hitsOfPart } from '../scan/cohort';
import { GroupTallies } from '../scan/group-tallies';
import type { Units } from '../scan/units';
import { testsQuestion } from '../turnaround/tat-question';
import { wilson95 } from '../wilson';
import type { Window } from '../window';

/** Changes whenever the same rows would give another figure. */
const VERSION = '1';

function shareOf(count: number, total: number) {
  const percent = wilson95(count, total);
  return {
    count,
    total,
    share: total > 0 ? count / total : null,
    ci95: percent ? ([percent[0] / 100, percent[1] / 100] satisfies [number, number]) : null,
  };
}

function rowsUrl(labSlug: string, window: Window, filters: MetricFilters): string {
  const params = new URLSearchParams({
    from: window.from.toISOString(),
    to: window.to.toISOString(),
  });
  for (const name of FILTER_NAMES) {
    for (const value of filters[name] ?? []) params.append(name, value);
  }
  params.set('lab', labSlug);
  return `/api/v1/metrics/autoverification/rows?${params}`;
}

function receiptOf(ctx: Ctx, window: Window, filters: MetricFilters): Receipt {
  const asked: Receipt['filters'] = {};
  for (const name of FILTER_NAMES) {
    const values = filters[name];
    if (values && values.length > 0) asked[name] = values;
  }
  return {
    definition:
      'Of the tests first released in the window, those of voided specimens left out, the share ' +
      'whose verification in force at that release was made by the system: complete, all final, ' +
      'every flag N, none critical, no device error. What was amended or invalidated later stays ' +
      'as it was. Tests released without a verification, as imported ones are, count in the ' +
      'whole and not in the part.',
    version: VERSION,
    window: { from: window.from.toISOString(), to: window.to.toISOString() },
    time_zone: ctx.lab.timeZone,
    first_weekday: ctx.lab.firstWeekday,
    filters: asked,
    method: 'A share of counted tests, 0–1, with its Wilson 95 % interval.',
    computed_at: ctx.now.toISOString(),
    rows_url: rowsUrl(ctx.lab.slug, window, filters),
  };
}

/** Whether the system verified a unit of a cohort that was read with its flags. */
export function isAutoverified({ block }: Units, unit: number): boolean {
  return ((bytesOf(block, 'flags')[unit] ?? 0) & AUTOVERIFIED) !== 0;
}

/** How much of what was released the system verified by itself, as a whole and by assay. */
export async function autoverification(
  ctx: Ctx,
  query: AutoverificationQuery,
): Promise<AutoverificationAnswer> {
  authorize(ctx, 'read');
  const question = await testsQuestion(ctx, query);
  const { window, filters } = question;
  const { views, lookups } = await readCohort(ctx, question, ['assay']);
  const none = () => ({ count: 0, total: 0 });
  const whole = none();
  const byAssay = new GroupTallies('assay', question, lookups, none);
  for (const { units, numbers } of hitsOfPart(views, question, lookups, 'finished')) {
    const flags = bytesOf(units.block, 'flags');
    const tallyOf = byAssay.of(units, 'finished');
    for (const unit of numbers) {
      const tally = tallyOf(unit);
      const own = (flags[unit] ?? 0) & AUTOVERIFIED ? 1 : 0;
      tally.total += 1;
      tally.count += own;
      whole.total += 1;
      whole.count += own;
    }
  }
  const [groups, assays] = await Promise.all([
    byAssay.named(ctx),
    ctx.db.assay.findMany({ where: { autoverify: true }, select: { code: true } }),
  ]);
  const autoverified = new Set(assays.map(({ code }) => code));
  return {
    ...shareOf(whole.count, whole.total),
    by_assay: groups.flatMap(({ key, label, tally }): AutoverificationOfAssay[] =>
      key === null
        ? []
        : [
            {
              assay: key,
              label,
              autoverify: autoverified.has(key),
              ...shareOf(tally.count, tally.total),
              rows_url: rowsUrl(ctx.lab.slug, window, { ...filters, assay: [key] }),
            },
          ],
    ),
    receipt: receiptOf(ctx, window, filters),
  };
}
