import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { judgeCritical, type AnalyteRule, type CriticalBasis } from './judge-result';
import { readValue } from './read-value';

const RULE_SELECT = {
  id: true,
  code: true,
  name: true,
  unit: true,
  referenceLow: true,
  referenceHigh: true,
  criticalLow: true,
  criticalHigh: true,
  criticalCodes: true,
} as const;

export type NamedRule = AnalyteRule & { id: string; code: string; name: string };

type Numeric = { toNumber(): number } | null;
type Row = Omit<NamedRule, 'referenceLow' | 'referenceHigh' | 'criticalLow' | 'criticalHigh'> & {
  referenceLow: Numeric;
  referenceHigh: Numeric;
  criticalLow: Numeric;
  criticalHigh: Numeric;
};

const numberOf = (value: Numeric) => value && value.toNumber();

function ruleOf(row: Row): NamedRule {
  return {
    ...row,
    referenceLow: numberOf(row.referenceLow),
    referenceHigh: numberOf(row.referenceHigh),
    criticalLow: numberOf(row.criticalLow),
    criticalHigh: numberOf(row.criticalHigh),
  };
}

/** What values are judged by: of every analyte of the lab, or of those named by id. */
export async function readAnalyteRules(
  ctx: { db: Pick<LabTx, 'analyte'> },
  ids?: readonly string[],
): Promise<Map<string, NamedRule>> {
  const rows = await ctx.db.analyte.findMany({
    where: ids ? { id: { in: [...ids] } } : {},
    select: RULE_SELECT,
  });
  return new Map(rows.map((row) => [row.id, ruleOf(row)]));
}

type QuickJudgement = {
  numericValue: number | null;
  critical: boolean;
  basis: CriticalBasis | null;
};

/** The same rule for very many values, with every analyte of the lab read once. */
export async function judgeByAnalytes(
  ctx: Pick<Ctx, 'db'>,
): Promise<(analyteId: string, value: string, unit: string | null) => QuickJudgement> {
  const rules = await readAnalyteRules(ctx);
  return (analyteId, value, unit) => {
    const rule = rules.get(analyteId);
    const read = readValue(value, rule?.criticalCodes);
    const { numericValue } = read;
    if (!rule) return { numericValue, critical: false, basis: null };
    return { numericValue, ...judgeCritical({ value, unit }, rule, read) };
  };
}
