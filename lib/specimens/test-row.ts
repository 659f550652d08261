import type { Prisma } from '@/lib/platform/db/generated/client';
import type { Test, TestWithResults } from './contract';
import type { Reading } from './lab-rules';
import { isLate, minutesBetween } from './lateness';
import { mapMilestones, milestonesOf } from './milestones';
import type { SummedTest } from './specimen-summary';
import { allowedActions } from './workflow';

/** What is read of a test wherever one is shown. */
export const TEST_SELECT = {
  id: true,
  run: true,
  stateKey: true,
  priority: true,
  specimenType: true,
  operator: true,
  orderedAt: true,
  collectedAt: true,
  receivedAt: true,
  startedAt: true,
  resultedAt: true,
  verifiedAt: true,
  releasedAt: true,
  rejectedAt: true,
  amendedAt: true,
  dueAt: true,
  voidedAt: true,
  assay: { select: { code: true, name: true, department: { select: { name: true } } } },
  location: { select: { name: true } },
  device: { select: { name: true } },
  errorCode: { select: { code: true } },
  rejectionReason: { select: { name: true } },
} as const satisfies Prisma.OrderedTestSelect;

/** Results in force only; corrected ones stay behind them. */
export const RESULTS_SELECT = {
  where: { replacedAt: null },
  orderBy: [{ availableAt: 'asc' }, { id: 'asc' }],
  select: {
    value: true,
    unit: true,
    referenceRange: true,
    flags: true,
    critical: true,
    criticalBasis: true,
    status: true,
    observedAt: true,
    availableAt: true,
    comment: true,
    analyte: { select: { code: true, name: true } },
  },
} as const satisfies Prisma.OrderedTest$resultsArgs;

export type TestRow = Prisma.OrderedTestGetPayload<{ select: typeof TEST_SELECT }>;
type ResultRow = Prisma.ResultGetPayload<{ select: (typeof RESULTS_SELECT)['select'] }>;

export const iso = (time: Date): string => time.toISOString();
export const isoOrNull = (time: Date | null): string | null => time && time.toISOString();

function kindOf(row: TestRow, reading: Reading) {
  return reading.rules.kindOf.get(row.stateKey) ?? 'open';
}

export function summedTest(row: TestRow, reading: Reading): SummedTest {
  return { kind: kindOf(row, reading), milestones: milestonesOf(row), dueAt: row.dueAt };
}

/** A test as people and machines see it; what may be done to it depends on who asks. */
export function testDto(row: TestRow, specimenNumber: string, reading: Reading): Test {
  const { rules, actor, now } = reading;
  const times = milestonesOf(row);
  const { start, end } = rules.headline;
  const endedAt = times[end];
  return {
    specimen_id: specimenNumber,
    assay: row.assay.code,
    assay_name: row.assay.name,
    department: row.assay.department?.name ?? null,
    run: row.run,
    state: row.stateKey,
    priority: row.priority,
    specimen_type: row.specimenType,
    location: row.location?.name ?? null,
    device: row.device?.name ?? null,
    operator: row.operator,
    error_code: row.errorCode?.code ?? null,
    rejection_reason: row.rejectionReason?.name ?? null,
    milestones: mapMilestones(times, iso),
    due_at: isoOrNull(row.dueAt),
    turnaround_minutes: minutesBetween(times[start], endedAt),
    late: isLate(
      { dueAt: row.dueAt, endedAt, kind: kindOf(row, reading), voidedAt: row.voidedAt },
      now,
    ),
    voided: row.voidedAt !== null,
    corrected: row.amendedAt !== null,
    allowed_actions:
      row.voidedAt === null ? allowedActions(row.stateKey, rules.transitions, actor) : [],
  };
}

/** What one test's own page knows of it besides. */
export type TestDetails = Pick<
  TestWithResults,
  'allowed_actions' | 'refused_actions' | 'retest_of' | 'critical_open'
>;

export function testWithResults(
  test: Test,
  results: readonly ResultRow[],
  details: TestDetails,
): TestWithResults {
  return {
    ...test,
    ...details,
    results: results.map((row) => ({
      analyte: row.analyte.code,
      analyte_name: row.analyte.name,
      value: row.value,
      unit: row.unit,
      reference_range: row.referenceRange,
      flags: row.flags,
      critical: row.critical,
      critical_basis: row.criticalBasis,
      status: row.status,
      observed_at: isoOrNull(row.observedAt),
      available_at: iso(row.availableAt),
      comment: row.comment,
    })),
  };
}
