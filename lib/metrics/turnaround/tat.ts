import { authorize, type Ctx } from '@/lib/platform/context';
import { bucketKey, isGrain } from '../buckets';
import type { Figure, Group, Grouping, TatAnswer, TatQuery } from '../contract';
import { compareGroups, groupNames } from '../group-names';
import { readCohort } from '../read-cohort';
import { censoredOf } from '../scan/censored';
import { figuresOf } from '../scan/figures';
import { groupParams, rowsUrl } from './tat-address';
import { tatQuestion, type TatQuestion } from './tat-question';
import { tatReceipt } from './tat-receipt';

/** The figures of one grouping as answers have them, named and in order. */
export async function namedGroups(
  ctx: Ctx,
  question: TatQuestion,
  grouping: Grouping,
  figures: ReadonlyMap<string, Figure>,
): Promise<Group[]> {
  const nameOf = await groupNames(ctx, grouping);
  const running = isGrain(grouping) ? bucketKey(grouping, ctx.now, question) : null;
  return [...figures]
    .map(([sqlKey, figure]) => {
      const { key, label } = nameOf(sqlKey);
      return {
        key,
        label,
        running: key !== null && key === running,
        ...figure,
        rows_url: rowsUrl(ctx.lab.slug, groupParams(question, grouping, key)),
      };
    })
    .toSorted((a, b) => compareGroups(grouping, a, b));
}

/** Turnaround between two milestones, as GET /metrics/tat answers it. */
export async function turnaround(ctx: Ctx, query: TatQuery): Promise<TatAnswer> {
  authorize(ctx, 'read');
  const question = await tatQuestion(ctx, query);
  const grouping = query.group_by;
  const groupings = grouping ? [grouping] : [];
  const { views, lookups } = await readCohort(ctx, question, groupings);
  const { whole, groups, histogram } = figuresOf(views, question, lookups, groupings);
  return {
    unit: 'minutes',
    ...whole,
    assay: query.assay?.join(', ') ?? null,
    segment: question.segment.name,
    groups: grouping
      ? await namedGroups(ctx, question, grouping, groups.get(grouping) ?? new Map())
      : [],
    histogram,
    censored: query.censored === 'true' ? censoredOf(views, question, lookups) : null,
    receipt: tatReceipt(ctx, question),
  };
}
