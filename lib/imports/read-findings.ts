import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { z } from 'zod';
import type { ImportFindings } from './contract';
import type { LabNameStore } from './lab-name-store';
import type { NameKind } from './lab-names';
import { UNKNOWN_PRIORITY, UNKNOWN_STATUS } from './read-row';
import { UNKNOWN } from './resolve-row';

const MAX_VALUES = 100;
const MAX_KINDS = 50;

const Values = z.array(z.object({ reason: z.string(), value: z.string(), count: z.number() }));
const Kinds = z.array(
  z.object({
    field: z.string(),
    reason: z.string(),
    count: z.number(),
    first_line: z.number(),
    example: z.string(),
  }),
);

/** What the kept faults of an import come to, and the names it makes. */
export async function readFaultFindings(
  ctx: Ctx,
  importId: string,
  made: LabNameStore['made'],
  dryRun: boolean,
): Promise<ImportFindings> {
  const of = Prisma.sql`lab_id = ${ctx.lab.id}::uuid AND import_id = ${importId}::uuid`;
  const reasons = [UNKNOWN_STATUS, UNKNOWN_PRIORITY, ...Object.values(UNKNOWN)];
  const faults = Kinds.parse(
    await ctx.db.$queryRaw`
      SELECT field, reason, count(*)::int AS count, min(line) AS first_line,
        (array_agg(value ORDER BY line))[1] AS example
      FROM import_rejections WHERE ${of}
      GROUP BY field, reason ORDER BY count DESC, first_line LIMIT ${MAX_KINDS}`,
  );
  const values = Values.parse(
    await ctx.db.$queryRaw`
      SELECT reason, min(value) AS value, count(*)::int AS count FROM import_rejections
      WHERE ${of} AND reason IN (${Prisma.join(reasons)})
      GROUP BY reason, lower(value) ORDER BY count DESC, value LIMIT 1000`,
  );
  const unknown = (reason: string) =>
    values
      .filter((row) => row.reason === reason)
      .slice(0, MAX_VALUES)
      .map(({ value, count }) => ({ value, count }));
  const wouldMake = (kind: NameKind) =>
    [...(made.get(kind)?.values() ?? [])]
      .toSorted((a, b) => b.count - a.count)
      .slice(0, MAX_VALUES)
      .map(({ name, count }) => ({ value: name, count }));
  const missing = (kind: Exclude<NameKind, 'locations'>) => [
    ...unknown(UNKNOWN[kind]),
    ...(dryRun ? wouldMake(kind) : []),
  ];
  return {
    faults,
    unknown_statuses: unknown(UNKNOWN_STATUS),
    unknown_priorities: unknown(UNKNOWN_PRIORITY),
    unknown_assays: missing('assays'),
    unknown_devices: missing('devices'),
    unknown_error_codes: missing('errorCodes'),
    unknown_rejection_reasons: missing('rejectionReasons'),
    new_locations: wouldMake('locations'),
  };
}
