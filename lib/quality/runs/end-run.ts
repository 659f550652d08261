import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Ctx } from '@/lib/platform/context';
import type { Prisma, QualityRun } from '@/lib/platform/db/generated/client';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { jsonRows } from '@/lib/platform/db/json-rows';
import { Finding, type Judgement } from '../judgement';
import type { StoredRules } from './stored-rules';

export type RunEnding =
  | { status: 'finished'; judgement: Judgement; rules: StoredRules }
  | { status: 'failed'; failure: string }
  | { status: 'cancelled' };

/** What the audit trail says of a run: what was judged, by what, and what came of it. */
function told(run: QualityRun): Prisma.InputJsonObject {
  const { source, trigger, rulesName, ruleSetVersion, fileName, fileSize, from, to } = run;
  const { status, verdict, rowsDone, errors, warnings, infos, unjudged, failure } = run;
  return {
    source,
    trigger,
    rules: rulesName,
    ...(ruleSetVersion === null ? {} : { version: ruleSetVersion }),
    ...(fileName === null ? {} : { file_name: fileName, file_size: Number(fileSize) }),
    ...(from === null ? {} : { from: from.toISOString(), to: to?.toISOString() ?? null }),
    ...(run.importId === null ? {} : { import_id: run.importId }),
    status,
    verdict,
    rows: rowsDone,
    errors,
    warnings,
    infos,
    unjudged,
    ...(failure === null ? {} : { failure }),
  };
}

const Findings = z.array(Finding);

function columnsOf(ending: RunEnding): Prisma.QualityRunUpdateManyMutationInput {
  if (ending.status !== 'finished') return ending;
  const { judgement, rules } = ending;
  const { verdict, rows, columns, findings, errors, warnings, infos, unjudged } = judgement;
  return {
    status: 'finished',
    verdict,
    rowsDone: rows,
    rowsTotal: rows,
    columns: z.array(z.string()).parse(JSON.parse(jsonRows(columns))),
    // Examples hold whatever a file does.
    findings: Findings.parse(JSON.parse(jsonRows(findings))),
    rules,
    errors,
    warnings,
    infos,
    unjudged,
  };
}

/**
 * Ends a run that waits or is under way, with the one audit event of it; of `attempt` only, where
 * that is named. Null where it has ended already, or another worker has begun it anew.
 */
export async function endRun(
  ctx: Ctx,
  runId: string,
  ending: RunEnding,
  attempt?: number,
): Promise<QualityRun | null> {
  const now = new Date();
  return ctx.db.$transaction(async (tx) => {
    const ended = await tx.qualityRun.updateMany({
      where: { id: runId, status: { in: ['queued', 'running'] }, attempts: attempt },
      data: { ...columnsOf(ending), finishedAt: now },
    });
    if (ended.count === 0) return null;
    const run = await tx.qualityRun.findFirstOrThrow({ where: { id: runId } });
    await recordAuditEvent(
      tx,
      { ...ctx, now },
      {
        action: ending.status === 'cancelled' ? 'quality_run.cancel' : 'quality_run.judge',
        entity: 'quality_run',
        entityId: runId,
        after: told(run),
      },
    );
    const version = run.rowsDone + 1;
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'quality', entityId: runId, version });
    return run;
  });
}
