import type { Ctx } from '@/lib/platform/context';
import { jsonRows } from '@/lib/platform/db/json-rows';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { WorkTest } from './move-test';

/** Writes back tests that were worked on, of any number of specimens, in one statement. */
export async function writeWorkTests(
  tx: Pick<LabTx, '$executeRaw'>,
  ctx: Pick<Ctx, 'lab' | 'now'>,
  tests: readonly WorkTest[],
): Promise<void> {
  if (tests.length === 0) return;
  const rows = tests.map((test) => ({
    id: test.id,
    state_key: test.state,
    device_id: test.deviceId,
    operator: test.operator,
    error_code_id: test.errorCodeId,
    rejection_reason_id: test.rejectionReasonId,
    ordered_at: test.milestones.ordered,
    received_at: test.milestones.received,
    started_at: test.milestones.started,
    resulted_at: test.milestones.resulted,
    verified_at: test.milestones.verified,
    released_at: test.milestones.released,
    rejected_at: test.milestones.rejected,
    failed_at: test.failedAt,
    amended_at: test.amendedAt,
    due_at: test.dueAt,
    sources: test.sources,
  }));
  await tx.$executeRaw`
    UPDATE ordered_tests t SET state_key = told.state_key, device_id = told.device_id,
      operator = told.operator, error_code_id = told.error_code_id,
      rejection_reason_id = told.rejection_reason_id, ordered_at = told.ordered_at,
      received_at = told.received_at, started_at = told.started_at,
      resulted_at = told.resulted_at, verified_at = told.verified_at,
      released_at = told.released_at, rejected_at = told.rejected_at,
      failed_at = told.failed_at, amended_at = told.amended_at, due_at = told.due_at,
      sources = told.sources, updated_at = ${ctx.now}::timestamptz
    FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS told (id uuid, state_key text,
      device_id uuid, operator text, error_code_id uuid, rejection_reason_id uuid,
      ordered_at timestamptz, received_at timestamptz, started_at timestamptz,
      resulted_at timestamptz, verified_at timestamptz, released_at timestamptz,
      rejected_at timestamptz, failed_at timestamptz, amended_at timestamptz,
      due_at timestamptz, sources jsonb)
    WHERE t.lab_id = ${ctx.lab.id}::uuid AND t.id = told.id`;
}
