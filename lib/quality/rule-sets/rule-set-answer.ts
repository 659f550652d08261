import { z } from 'zod';
import type { RuleSet as RuleSetRow } from '@/lib/platform/db/generated/client';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import type { RuleSet } from '../contract';
import { Verdict } from '../judgement';

const Latest = z.array(
  z.object({
    id: z.uuid(),
    by: z.string(),
    changed: z.date(),
    run_id: z.uuid().nullable(),
    verdict: Verdict.nullable(),
    finished: z.date().nullable(),
  }),
);

/** Who changed each last, and its last run over the lab's own data that finished. */
async function latestOf(db: LabDb | LabTx, labId: string, ids: readonly string[]) {
  const rows = Latest.parse(
    await db.$queryRaw`
      SELECT s.id::text, v.actor_name AS by, v.created_at AS changed,
        run.id::text AS run_id, run.verdict::text AS verdict, run.finished_at AS finished
      FROM rule_sets s
      JOIN rule_set_versions v
        ON v.lab_id = s.lab_id AND v.rule_set_id = s.id AND v.version = s.version
      LEFT JOIN LATERAL (
        SELECT r.id, r.verdict, r.finished_at FROM quality_runs r
        WHERE r.lab_id = s.lab_id AND r.rule_set_id = s.id
          AND r.source = 'lab' AND r.status = 'finished'
        ORDER BY r.created_at DESC LIMIT 1
      ) run ON true
      WHERE s.lab_id = ${labId}::uuid AND s.id = ANY(${ids}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Rule sets as the interface shows them, in their order. */
export async function ruleSetAnswers(
  db: LabDb | LabTx,
  rows: readonly RuleSetRow[],
): Promise<RuleSet[]> {
  const [first] = rows;
  if (!first) return [];
  const latest = await latestOf(
    db,
    first.labId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const last = latest.get(row.id);
    return {
      id: row.id,
      name: row.name,
      description: row.description,
      version: row.version,
      every_hours: row.everyHours,
      days: row.days,
      after_import: row.afterImport,
      created_at: row.createdAt.toISOString(),
      changed_at: (last?.changed ?? row.createdAt).toISOString(),
      changed_by: last?.by ?? '',
      last_run:
        last?.run_id && last.verdict && last.finished
          ? { id: last.run_id, verdict: last.verdict, finished_at: last.finished.toISOString() }
          : null,
    };
  });
}

export async function ruleSetAnswer(db: LabDb | LabTx, row: RuleSetRow): Promise<RuleSet> {
  const [answer] = await ruleSetAnswers(db, [row]);
  if (!answer) throw new Error('A rule set has no answer');
  return answer;
}
