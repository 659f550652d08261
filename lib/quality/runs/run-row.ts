import type { Prisma } from '@/lib/platform/db/generated/client';
import type { QualityRunRow } from '../contract';
import { Verdict } from '../judgement';

/** What lists leave out: what was found, and by what. */
export const IN_LISTS = {
  omit: { findings: true, rules: true, columns: true },
  include: { ruleSet: { select: { name: true } } },
} as const;

type Listed = Prisma.QualityRunGetPayload<typeof IN_LISTS>;

function percentOf({ status, rowsDone, rowsTotal }: Listed): number | null {
  if (status === 'finished') return 100;
  if (rowsTotal === null) return null;
  if (rowsTotal === 0) return 0;
  return Math.min(99, Math.floor((rowsDone / rowsTotal) * 100));
}

/** A run as lists show it. */
export function runRow(run: Listed): QualityRunRow {
  const { status, ruleSetId, ruleSetVersion } = run;
  if (status === 'uploading') throw new Error('An upload is no run yet');
  return {
    id: run.id,
    source: run.source,
    trigger: run.trigger,
    status,
    verdict: Verdict.nullable().parse(run.verdict),
    rule_set:
      ruleSetId !== null && ruleSetVersion !== null
        ? { id: ruleSetId, name: run.ruleSet?.name ?? run.rulesName, version: ruleSetVersion }
        : null,
    rules_name: run.rulesName,
    file_name: run.fileName,
    file_size: run.fileSize === null ? null : Number(run.fileSize),
    import_id: run.importId,
    from: run.from?.toISOString() ?? null,
    to: run.to?.toISOString() ?? null,
    rows_done: run.rowsDone,
    rows_total: run.rowsTotal,
    percent: percentOf(run),
    errors: run.errors,
    warnings: run.warnings,
    infos: run.infos,
    unjudged: run.unjudged,
    message: run.failure,
    by: run.actorName,
    created_at: run.createdAt.toISOString(),
    started_at: run.startedAt?.toISOString() ?? null,
    finished_at: run.finishedAt?.toISOString() ?? null,
  };
}
