import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { csvLine } from '@/lib/platform/csv/csv-cell';
import type { QualityViolation } from '@/lib/platform/db/generated/client';
import { streamCsv } from '@/lib/platform/http/stream-csv';
import { Finding } from '../judgement';
import { findRun, type FoundRun } from './find-run';

const PAGE = 2_000;
const HEADER = ['line', 'rule', 'severity', 'column', 'value', 'expected', 'specimen'];

async function* lines(ctx: Ctx, run: FoundRun): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(HEADER)}`;
  const rules = new Map(
    z
      .array(Finding)
      .parse(run.findings)
      .map(({ rule, name, severity }) => [rule, { name, severity }]),
  );
  let after: { rule: number; place: number } | null = null;
  for (;;) {
    const rows: QualityViolation[] = await ctx.db.qualityViolation.findMany({
      where: {
        runId: run.id,
        ...(after
          ? { OR: [{ rule: { gt: after.rule } }, { rule: after.rule, place: { gt: after.place } }] }
          : {}),
      },
      orderBy: [{ rule: 'asc' }, { place: 'asc' }],
      take: PAGE,
    });
    if (rows.length === 0) return;
    yield rows
      .map(({ rule, line, column, value, expected, specimen }) => {
        const named = rules.get(rule);
        return csvLine([
          line ?? '',
          named?.name ?? '',
          named?.severity ?? '',
          column ?? '',
          value ?? '',
          expected,
          specimen ?? '',
        ]);
      })
      .join('');
    after = rows.at(-1) ?? null;
  }
}

/** The rows at fault of a run as CSV, streamed, rule by rule. */
export async function violationsCsv(ctx: Ctx, id: string): Promise<Response> {
  authorize(ctx, 'read');
  const run = await findRun(ctx, id);
  return streamCsv(`violations-${run.fileName ?? run.rulesName}`, lines(ctx, run));
}
