import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import { foldRow, type FoldedTest } from '@/lib/specimens/fold-history';
import type { LabRules } from '@/lib/specimens/lab-rules';
import { noMilestones } from '@/lib/specimens/milestones';
import type { World } from './kind';
import { readColumns } from './read-columns';

/** One row of a specimen's history, in ms since 1970. */
export type HistoryStep = {
  testId: string;
  action: string;
  toState: string | null;
  at: number;
  recordedAt: number;
  stamps: unknown;
  deviceId: string | null;
};

/** [from, to) in ms since 1970. */
export type Period = { from: number; to: number };
/** A period in which a device was the last that reported a test, or none was. */
export type Stay = Period & { deviceId: string | null; stands: boolean };

const text = z.array(z.string());
const textOrNull = z.array(z.string().nullable());
const Columns = z.object({
  test: text,
  action: text,
  state: textOrNull,
  at: z.array(z.number()),
  recorded: z.array(z.number()),
  stamps: z.array(z.unknown()),
  device: textOrNull,
});

const SPECIMENS_AT_ONCE = 5_000;

/** What befell each test of these specimens, in its order, by the test's id. */
export async function readSteps(
  { db, lab }: World,
  specimenIds: readonly string[],
): Promise<Map<string, HistoryStep[]>> {
  const steps = new Map<string, HistoryStep[]>();
  const ids = [...new Set(specimenIds)];
  for (let from = 0; from < ids.length; from += SPECIMENS_AT_ONCE) {
    const some = ids.slice(from, from + SPECIMENS_AT_ONCE);
    const rows = await readColumns(
      db,
      Columns,
      Prisma.sql`
        SELECT r.test_id AS test, r.action, r.to_state AS state,
          (extract(epoch FROM r.occurred_at) * 1000)::float8 AS at,
          (extract(epoch FROM r.recorded_at) * 1000)::float8 AS recorded,
          r.stamps, r.device_id AS device
        FROM test_transitions r
        WHERE r.lab_id = ${lab.id}::uuid AND r.specimen_id = ANY(${some}::uuid[])
          AND r.test_id IS NOT NULL
        ORDER BY r.specimen_id, r.sequence`,
    );
    for (const [row, testId] of rows.test.entries()) {
      const step: HistoryStep = {
        testId,
        action: rows.action[row] ?? '',
        toState: rows.state[row] ?? null,
        at: rows.at[row] ?? 0,
        recordedAt: rows.recorded[row] ?? 0,
        stamps: rows.stamps[row],
        deviceId: rows.device[row] ?? null,
      };
      const known = steps.get(testId);
      if (known) known.push(step);
      else steps.set(testId, [step]);
    }
  }
  return steps;
}

/**
 * When a test was open with its headline segment running, by what its history says happened when;
 * without end where it still is. A test without a history was open until it ended.
 */
export function openPeriods(
  steps: readonly HistoryStep[],
  test: { end: number | null; voidedAt: number | null; closedAt: number | null },
  rules: Pick<LabRules, 'kindOf' | 'stampedBy' | 'headline'>,
): Period[] {
  const folded: FoldedTest = { state: null, milestones: noMilestones(), failedAt: null };
  const periods: Period[] = [];
  // Whoever asks knows when it began: nothing runs against a test before its start.
  let from: number | null = -Infinity;
  for (const { action, toState, at, stamps } of steps) {
    foldRow(folded, { action, toState, stamps, occurredAt: new Date(at) }, rules.stampedBy);
    const ended = folded.milestones[rules.headline.end];
    const isOpen = folded.state === null || rules.kindOf.get(folded.state) === 'open';
    const closed = ended !== null || !isOpen;
    if (closed && from !== null) {
      const rejected = action === 'import' ? folded.milestones.rejected : null;
      periods.push({ from, to: (ended ?? rejected)?.getTime() ?? at });
      from = null;
    } else if (!closed && from === null) {
      from = at;
    }
  }
  if (from !== null) periods.push({ from, to: Infinity });
  const last = Math.min(
    test.end ?? Infinity,
    test.voidedAt ?? Infinity,
    steps.length === 0 ? (test.closedAt ?? Infinity) : Infinity,
  );
  return periods
    .map((period) => ({ from: period.from, to: Math.min(period.to, last) }))
    .filter((period) => period.from < period.to);
}

/**
 * Which device reported a test last, when, and whether the test stood there then; what corrects a
 * time says nothing of it. A file tells of the whole life at its end.
 */
export function deviceStays(
  steps: readonly HistoryStep[],
  deviceId: string | null,
  { atDevice, stateKey }: { atDevice: readonly string[]; stateKey: string },
): Stay[] {
  if (steps.length === 0) {
    return [{ from: -Infinity, to: Infinity, deviceId, stands: atDevice.includes(stateKey) }];
  }
  const stays: Stay[] = [];
  for (const { action, toState, at, deviceId: named } of steps) {
    if (toState === null) continue;
    const last = stays.at(-1);
    const next = { deviceId: named ?? last?.deviceId ?? null, stands: atDevice.includes(toState) };
    if (last?.deviceId === next.deviceId && last.stands === next.stands) continue;
    const from = last ? at : -Infinity;
    if (last) last.to = at;
    // Nothing tells how far it had come when; it stood there until it was closed.
    const whole = action === 'import' && !last;
    stays.push({ from, to: Infinity, ...next, stands: whole || next.stands });
  }
  return stays.filter(({ from, to }) => from < to);
}
