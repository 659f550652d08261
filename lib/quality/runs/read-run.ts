import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { QualityReport } from '../contract';
import { Finding } from '../judgement';
import { summaryOf } from '../reported';
import { findRun, type FoundRun } from './find-run';
import { mayCancel } from './own-run';
import { reportedViolations } from './reported-violations';
import { runRow } from './run-row';
import { StoredRules } from './stored-rules';

const Findings = z.array(Finding);

/** Whether any row at fault is still kept, or there was none. */
async function rowsKept(ctx: Ctx, run: FoundRun, findings: readonly Finding[]): Promise<boolean> {
  if (findings.every(({ violations }) => violations === 0)) return true;
  const row = await ctx.db.qualityViolation.findFirst({
    where: { runId: run.id },
    select: { place: true },
  });
  return row !== null;
}

/** A run with what came of each rule, and without the rows at fault. */
export type RunFindings = Omit<QualityReport, 'violations' | 'violations_count' | 'summary'>;

async function findingsOf(ctx: Ctx, run: FoundRun): Promise<RunFindings> {
  const { rules, notes } = StoredRules.parse(run.rules);
  const findings = Findings.parse(run.findings);
  const ended = run.status === 'finished' ? run.finishedAt : null;
  const waits = run.status === 'queued' || run.status === 'running';
  return {
    ...runRow(run),
    data_shape: ended ? { rows: run.rowsDone, columns: run.columns.length } : null,
    column_names: run.columns,
    rules_applied: rules.length,
    timestamp: ended?.toISOString() ?? null,
    findings,
    rules,
    notes,
    rows_kept: await rowsKept(ctx, run, findings),
    can_cancel: waits && mayCancel(ctx, run),
  };
}

/** A run with all that it found. */
export async function reportOf(ctx: Ctx, run: FoundRun): Promise<QualityReport> {
  const outline = await findingsOf(ctx, run);
  const ended = run.status === 'finished' ? run.finishedAt : null;
  const violations = ended ? await reportedViolations(ctx, run, outline.findings) : [];
  return {
    ...outline,
    violations_count: ended ? violations.length : null,
    violations,
    summary: ended ? summaryOf(violations, ended) : null,
  };
}

/** A run by its id: how far it is, and once it has finished what came of each rule. */
export async function readRunFindings(ctx: Ctx, id: string): Promise<RunFindings> {
  authorize(ctx, 'read');
  return findingsOf(ctx, await findRun(ctx, id));
}

/** A run by its id: how far it is, and once it has finished its report. */
export async function readRun(ctx: Ctx, id: string): Promise<QualityReport> {
  authorize(ctx, 'read');
  return reportOf(ctx, await findRun(ctx, id));
}
