import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { jsonRows } from '@/lib/platform/db/json-rows';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { ResultWork } from './result-work';

type Tx = Pick<LabTx, '$executeRaw'>;

async function closeWhatWas(tx: Tx, labId: string, works: readonly ResultWork[]): Promise<void> {
  const replaced = works.flatMap((work) =>
    [...work.replaced.values()].map(({ id, replacedAt }) => ({ id, at: replacedAt })),
  );
  if (replaced.length > 0) {
    await tx.$executeRaw`
      UPDATE results r SET replaced_at = told.at
      FROM jsonb_to_recordset(${jsonRows(replaced)}::jsonb) AS told (id uuid, at timestamptz)
      WHERE r.lab_id = ${labId}::uuid AND r.id = told.id`;
  }
  const withdrawn = works.flatMap((work) =>
    [...work.withdrawn].map(([id, withdrawal]) => ({ id, ...withdrawal })),
  );
  if (withdrawn.length > 0) {
    // Of one that was confirmed meanwhile nothing is withdrawn: that call was made.
    await tx.$executeRaw`
      UPDATE criticals c SET closed_at = told.at, closed_as = 'WITHDRAWN', closed_by = told.by,
        close_reason = told.reason
      FROM jsonb_to_recordset(${jsonRows(withdrawn)}::jsonb)
        AS told (id uuid, at timestamptz, by text, reason text)
      WHERE c.lab_id = ${labId}::uuid AND c.id = told.id AND c.closed_at IS NULL`;
  }
}

async function openCriticals(tx: Tx, labId: string, works: readonly ResultWork[]): Promise<void> {
  const rows = works.flatMap((work) =>
    [...work.criticals.values()].map(({ withdrawn, ...row }) => ({
      id: row.id,
      test_id: row.testId,
      analyte_id: row.analyteId,
      available_at: row.availableAt,
      closed_at: withdrawn?.at ?? null,
      closed_as: withdrawn && 'WITHDRAWN',
      closed_by: withdrawn?.by ?? null,
      close_reason: withdrawn?.reason ?? null,
    })),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO criticals (id, lab_id, test_id, analyte_id, available_at, closed_at, closed_as,
      closed_by, close_reason)
    SELECT id, ${labId}::uuid, test_id, analyte_id, available_at, closed_at,
      closed_as::critical_closing, closed_by, close_reason
    FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS told (id uuid, test_id uuid,
      analyte_id uuid, available_at timestamptz, closed_at timestamptz, closed_as text,
      closed_by text, close_reason text)`;
}

/** Writes the results of any number of tests, and what their criticals become, a statement a table. */
export async function writeResults(
  tx: Tx,
  { lab }: Pick<Ctx, 'lab'>,
  works: readonly ResultWork[],
): Promise<void> {
  await closeWhatWas(tx, lab.id, works);
  await openCriticals(tx, lab.id, works);
  const rows = works.flatMap((work) =>
    [...work.rows.values()].map(({ actor, ...row }) => {
      const { actorKind, actorId, actorName } = actorColumns(actor);
      return {
        id: row.id,
        test_id: row.testId,
        analyte_id: row.analyteId,
        value: row.value,
        numeric_value: row.numericValue,
        unit: row.unit,
        reference_range: row.referenceRange,
        flags: row.flags,
        critical: row.critical,
        critical_basis: row.criticalBasis,
        critical_id: row.criticalId,
        status: row.status,
        device_id: row.deviceId,
        observed_at: row.observedAt,
        available_at: row.availableAt,
        replaced_at: row.replacedAt,
        source: row.source,
        actor_kind: actorKind,
        actor_id: actorId,
        actor_name: actorName,
        comment: row.comment,
      };
    }),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO results (id, lab_id, test_id, analyte_id, value, numeric_value, unit,
      reference_range, flags, critical, critical_basis, critical_id, status, device_id, observed_at,
      available_at, replaced_at, source, actor_kind, actor_id, actor_name, comment)
    SELECT id, ${lab.id}::uuid, test_id, analyte_id, value, numeric_value, unit,
      reference_range, flags, critical, critical_basis, critical_id, status::result_status,
      device_id, observed_at, available_at, replaced_at, source::source, actor_kind::actor_kind,
      actor_id, actor_name, comment
    FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS told (id uuid, test_id uuid,
      analyte_id uuid, value text, numeric_value numeric, unit text, reference_range text,
      flags text[], critical boolean, critical_basis text, critical_id uuid, status text,
      device_id uuid, observed_at timestamptz, available_at timestamptz, replaced_at timestamptz,
      source text, actor_kind text, actor_id uuid, actor_name text, comment text)`;
}
