import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { eachPiece, milestonesOf, pieceLabel } from './attribution';
import { times } from '../../blocks/block';
import type { RowColumn, RowSetText, RowsPage } from '../../define-figure';
import { headlineQuestion } from './headline-question';
import { openTestRows } from './open-tests-due';
import { readCohort } from '../../read-cohort';
import { TatRow } from '../../turnaround/rows-contract';
import { MILESTONES, type Segment, type SegmentMilestone } from '../../segment';
import { ROW_SET_PARTS } from '../../turnaround/tat-row-sets';
import { idColumnOf, pageOfCohort, type Chosen } from '../../turnaround/tat-rows';
import { TEST_ROW_COLUMNS } from '../../turnaround/test-row-columns';

export const SLA_SETS = [
  'breaches',
  'completed',
  'within_target',
  'due',
  'on_time',
  'not_on_time',
  'open_overdue',
  'at_risk',
  'no_target',
  'negative',
  'missing',
] as const;
type SlaSet = (typeof SLA_SETS)[number];

const SET_WORDS: Record<SlaSet, [label: string, meaning: string]> = {
  breaches: ['Breaches', 'ended in the period after they were due'],
  completed: ['Finished with a target', 'ended in the period and had a target'],
  within_target: ['Within target', 'ended in the period by the time they were due'],
  due: ['Fell due', 'fell due in the period and had not been voided before'],
  on_time: ['On time', 'fell due in the period and had ended by then'],
  not_on_time: ['Not on time', 'fell due in the period and had not ended by then'],
  open_overdue: ['Open and overdue', 'are open and past due now, whenever they came'],
  at_risk: ['At risk', 'are open now with at least 80 % of their target gone'],
  no_target: ['Without a target', 'ended in the period and had no target'],
  negative: ['Negative', 'ended in the period before they began, and are left out'],
  missing: ['Without a start or end', 'were finished in the period without a time that is needed'],
};

export const SLA_SET_TEXTS: readonly RowSetText[] = SLA_SETS.map((name) => {
  const [label, meaning] = SET_WORDS[name];
  return { name, label, meaning };
});

const ended: Chosen['holds'] = ({ start, end }, unit) => (end[unit] ?? NaN) >= (start[unit] ?? NaN);
const hasTarget: Chosen['holds'] = ({ due }, unit) => !Number.isNaN(due[unit] ?? NaN);

const PARTS: Record<Exclude<SlaSet, 'open_overdue' | 'at_risk'>, readonly Chosen[]> = {
  breaches: ROW_SET_PARTS.over_target,
  completed: [
    { part: 'finished', holds: (units, unit) => ended(units, unit) && hasTarget(units, unit) },
  ],
  within_target: ROW_SET_PARTS.within_target,
  due: ROW_SET_PARTS.due,
  on_time: ROW_SET_PARTS.on_time,
  not_on_time: ROW_SET_PARTS.not_on_time,
  no_target: [
    { part: 'finished', holds: (units, unit) => ended(units, unit) && !hasTarget(units, unit) },
  ],
  negative: ROW_SET_PARTS.negative,
  missing: ROW_SET_PARTS.missing,
};

const time = timeAnswer.nullable();

export const SlaRow = TatRow.extend({
  ordered_at: time,
  collected_at: time,
  received_at: time,
  started_at: time,
  resulted_at: time,
  verified_at: time,
  released_at: time,
  /** Past due at its end, or so far; negative before. */
  over_minutes: z.number().nullable(),
  /** The longest of the pieces its time is split into. */
  longest_part: z.string().nullable(),
});
type SlaRow = z.input<typeof SlaRow>;

export const SLA_ROW_COLUMNS: readonly RowColumn[] = [
  ...TEST_ROW_COLUMNS.map((column) =>
    column.key === 'start'
      ? { ...column, label: 'Start' }
      : column.key === 'end'
        ? { ...column, label: 'End' }
        : column,
  ),
  { key: 'over_minutes', label: 'Past due', as: 'minutes' },
  { key: 'longest_part', label: 'Longest part', as: 'text' },
];

const iso = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : null);

function slaRow(
  row: z.input<typeof TatRow>,
  at: ReadonlyMap<SegmentMilestone, number>,
  segment: Segment,
  asOf: number,
): SlaRow {
  const of = (milestone: SegmentMilestone) => iso(at.get(milestone) ?? NaN);
  const names = milestonesOf(segment);
  let longest = -1;
  let part: string | null = null;
  eachPiece(
    names.map((name) => at.get(name) ?? NaN),
    (from, to, ms) => {
      if (ms <= longest) return;
      longest = ms;
      part = pieceLabel(names, from, to);
    },
  );
  const due = row.due_at === null ? NaN : Date.parse(row.due_at);
  const over = (row.end === null ? asOf : Date.parse(row.end)) - due;
  return {
    ...row,
    ordered_at: of('ordered'),
    collected_at: of('collected'),
    received_at: of('received'),
    started_at: of('started'),
    resulted_at: of('resulted'),
    verified_at: of('verified'),
    released_at: of('released'),
    over_minutes: Number.isNaN(over) ? null : over / 60_000,
    longest_part: part,
  };
}

type Asked = Parameters<typeof headlineQuestion>[1] & {
  which: SlaSet;
  limit: number;
  cursor?: string;
};

const MILESTONE_NAMES = MILESTONES.map(({ milestone }) => milestone);

/** The rows behind the service level, with every milestone its attribution is made of. */
export async function slaRows(ctx: Ctx, query: Asked): Promise<RowsPage<SlaRow>> {
  authorize(ctx, 'read');
  const question = await headlineQuestion(ctx, query);
  const { segment } = question;
  const { which } = query;
  if (which === 'open_overdue' || which === 'at_risk') {
    const urgency = which === 'at_risk' ? 'at_risk' : 'overdue';
    const asked = { headline: segment, filters: question.filters };
    const { found, asOf, ...page } = await openTestRows(ctx, asked, urgency, query);
    return {
      data: found.map(({ row, at }) => slaRow(row, at, segment, asOf.getTime())),
      ...page,
    };
  }
  const cohort = await readCohort(ctx, question, [], [idColumnOf(question), ...MILESTONE_NAMES]);
  const { found, ...page } = await pageOfCohort(ctx, cohort, PARTS[which], {
    ...query,
    sort: 'longest',
  });
  return {
    data: found.map(({ row, units, unit }) => {
      const at = new Map(
        MILESTONE_NAMES.map((name) => [name, times(units.block, name)[unit] ?? NaN]),
      );
      return slaRow(row, at, segment, ctx.now.getTime());
    }),
    ...page,
  };
}
