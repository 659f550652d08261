import type { Ctx } from '@/lib/platform/context';

/**
 * Whether a value is critical by its analyte's limits, read once: at or beyond a limit in the same
 * unit, `<` and `>` by their bound, or one of its critical codes.
 */
export async function criticalLimits(
  ctx: Ctx,
): Promise<(analyteId: string, value: string, unit: string | null) => boolean> {
  const analytes = await ctx.db.analyte.findMany({
    select: { id: true, unit: true, criticalLow: true, criticalHigh: true, criticalCodes: true },
  });
  const limits = new Map(
    analytes.map(({ id, unit, criticalLow, criticalHigh, criticalCodes }) => [
      id,
      {
        unit,
        low: criticalLow === null ? null : Number(criticalLow),
        high: criticalHigh === null ? null : Number(criticalHigh),
        codes: new Set(criticalCodes.map((code) => code.toLowerCase())),
      },
    ]),
  );
  return (analyteId, value, unit) => {
    const of = limits.get(analyteId);
    if (!of) return false;
    if (of.codes.has(value.toLowerCase())) return true;
    const number = /^[<>]?=?\s*([+-]?\d+(?:[.,]\d+)?)$/.exec(value)?.[1];
    if (number === undefined || (unit !== null && of.unit !== null && unit !== of.unit))
      return false;
    const bound = Number(number.replace(',', '.'));
    return (of.low !== null && bound <= of.low) || (of.high !== null && bound >= of.high);
  };
}
