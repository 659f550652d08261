import type { Prisma } from '@/lib/platform/db/generated/client';
import type { SpecimenRow } from './contract';
import type { Reading } from './lab-rules';
import { minutesBetween } from './lateness';
import { mapMilestones } from './milestones';
import { specimenDueAt, specimenMilestones } from './specimen-summary';
import { iso, isoOrNull, summedTest, TEST_SELECT, testDto } from './test-row';
import { allowedOnAny } from './workflow';

/** A specimen's tests in the order they came. */
export const TESTS_IN_ORDER = [
  { createdAt: 'asc' },
  { id: 'asc' },
] as const satisfies Prisma.OrderedTestOrderByWithRelationInput[];

/** What is read of a specimen wherever one is shown. */
export const SPECIMEN_SELECT = {
  id: true,
  number: true,
  specimenType: true,
  priority: true,
  stateKey: true,
  collectedAt: true,
  receivedAt: true,
  rejectedAt: true,
  voidedAt: true,
  version: true,
  location: { select: { name: true } },
  rejectionReason: { select: { name: true } },
  tests: { select: TEST_SELECT, orderBy: [...TESTS_IN_ORDER] },
} satisfies Prisma.SpecimenSelect;

export type ReadSpecimen = Prisma.SpecimenGetPayload<{ select: typeof SPECIMEN_SELECT }>;

/** A specimen with its tests; turnaround is of the complete report, receipt to the last release. */
export function specimenDto(row: ReadSpecimen, reading: Reading): SpecimenRow {
  const tests = row.tests.map((test) => testDto(test, row.number, reading));
  const summed = row.tests.map((test) => summedTest(test, reading));
  const own = {
    collected: row.collectedAt,
    received: row.receivedAt,
    rejected: row.rejectedAt,
  };
  const times = specimenMilestones(own, summed);
  return {
    specimen_id: row.number,
    assay: tests[0]?.assay ?? null,
    priority: row.priority,
    state: row.stateKey,
    version: row.version,
    specimen_type: row.specimenType,
    location: row.location?.name ?? null,
    rejection_reason: row.rejectionReason?.name ?? null,
    voided: row.voidedAt !== null,
    milestones: mapMilestones(times, iso),
    due_at: isoOrNull(specimenDueAt(summed)),
    turnaround_minutes: minutesBetween(times.received, times.released),
    late: tests.some((test) => test.late),
    allowed_actions: allowedOnAny(tests.map((test) => test.allowed_actions)),
    tests,
  };
}
