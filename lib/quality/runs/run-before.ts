import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { QualityRunRow } from '../contract';
import { Finding, Verdict } from '../judgement';

const Then = z.array(Finding.pick({ name: true, verdict: true, checked: true, failed: true }));

/** The run a report is compared with. */
export type RunBefore = {
  id: string;
  verdict: z.output<typeof Verdict>;
  version: number | null;
  at: string;
  rows: number;
  findings: z.output<typeof Then>;
};

/**
 * The last run before this one that finished and was of the same: the same rules over the lab's own
 * data or what an import brought, or over a file of the same name. Null for none.
 */
export async function runBefore(ctx: Ctx, run: QualityRunRow): Promise<RunBefore | null> {
  authorize(ctx, 'read');
  const row = await ctx.db.qualityRun.findFirst({
    where: {
      status: 'finished',
      source: run.source,
      createdAt: { lt: new Date(run.created_at) },
      ruleSetId: run.rule_set?.id ?? null,
      ...(run.rule_set ? {} : { rulesName: run.rules_name }),
      ...(run.source === 'csv'
        ? { fileName: run.file_name }
        : { importId: run.import_id === null ? null : { not: null } }),
    },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      verdict: true,
      ruleSetVersion: true,
      createdAt: true,
      rowsDone: true,
      findings: true,
    },
  });
  if (!row) return null;
  return {
    id: row.id,
    verdict: Verdict.parse(row.verdict),
    version: row.ruleSetVersion,
    at: row.createdAt.toISOString(),
    rows: row.rowsDone,
    findings: Then.parse(row.findings),
  };
}
