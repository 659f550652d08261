import { authorize, type Ctx } from '@/lib/platform/context';
import { readAnalyteRules, type NamedRule } from './analyte-rules';
import { takesResults } from './choose-test';
import type { ResultStatus } from './contract';
import type { AnalyteRule } from './judge-result';

/** One analyte to be filled in, with what it is judged by and the value that stands. */
export type EntryRow = {
  analyte: string;
  name: string;
  rule: AnalyteRule;
  inForce: { value: string; unit: string | null; status: ResultStatus } | null;
};

/** A test that takes results. */
export type ResultEntry = {
  assay: string;
  run: number;
  rows: EntryRow[];
  /** Analytes that may be added, where the assay does not say what it measures. */
  choices: EntryRow[];
};

const ENTRY_SELECT = {
  run: true,
  stateKey: true,
  assay: {
    select: {
      id: true,
      code: true,
      analytes: { orderBy: { place: 'asc' }, select: { analyteId: true } },
    },
  },
  results: {
    where: { replacedAt: null },
    select: { analyteId: true, value: true, unit: true, status: true },
  },
} as const;

/** What can be entered on a specimen: the newest run of each test that takes results as it stands. */
export async function readResultEntries(ctx: Ctx, number: string): Promise<ResultEntry[]> {
  authorize(ctx, 'results.write');
  const tests = await ctx.db.orderedTest.findMany({
    where: { specimen: { number }, voidedAt: null },
    orderBy: { run: 'asc' },
    select: ENTRY_SELECT,
  });
  const newest = [...new Map(tests.map((test) => [test.assay.id, test])).values()];
  const open = newest.filter((test) => takesResults(test.stateKey));
  if (open.length === 0) return [];
  const unlisted = open.some((test) => test.assay.analytes.length === 0);
  const ids = open.flatMap((test) => [
    ...test.assay.analytes.map(({ analyteId }) => analyteId),
    ...test.results.map(({ analyteId }) => analyteId),
  ]);
  const rules = await readAnalyteRules(ctx, unlisted ? undefined : ids);
  return open.map(({ assay, run, results }) => {
    const listed = assay.analytes.map(({ analyteId }) => analyteId);
    const given = new Map(results.map((result) => [result.analyteId, result]));
    const shown = [...new Set([...listed, ...given.keys()])];
    const row = (rule: NamedRule): EntryRow => {
      const { id, code, name, ...limits } = rule;
      const { value, unit, status } = given.get(id) ?? {};
      const inForce = value !== undefined && status ? { value, unit: unit ?? null, status } : null;
      return { analyte: code, name, rule: limits, inForce };
    };
    const rest = listed.length > 0 ? [] : [...rules.values()].filter(({ id }) => !given.has(id));
    return {
      assay: assay.code,
      run,
      rows: shown.flatMap((id) => rules.get(id) ?? []).map(row),
      choices: rest.toSorted((a, b) => a.code.localeCompare(b.code)).map(row),
    };
  });
}
