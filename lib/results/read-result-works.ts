import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { RESULT_STATUSES, type ResultStatus } from './contract';
import { isCriticalBasis } from './judge-result';
import { ResultWork, type StandingResult } from './result-work';

const text = z.string().nullable();

const Rows = z.array(
  z.object({
    id: z.string(),
    testId: z.string(),
    analyteId: z.string(),
    value: z.string(),
    unit: text,
    referenceRange: text,
    flags: z.array(z.string()),
    critical: z.boolean(),
    criticalBasis: text,
    criticalId: text,
    status: z.enum(RESULT_STATUSES),
    deviceId: text,
    observedAt: z.date().nullable(),
    replacedAt: z.date().nullable(),
    comment: text,
  }),
);

/** A result that was in force once. */
export type ReplacedResult = {
  analyteId: string;
  value: string;
  unit: string | null;
  flags: readonly string[];
  critical: boolean;
  criticalBasis: string | null;
  status: ResultStatus;
  deviceId: string | null;
  observedAt: Date | null;
  replacedAt: Date;
};

export type TestResults = { work: ResultWork; replaced: readonly ReplacedResult[] };

/** All results of tests that are held, those in force and those they took the place of, by test. */
export async function readResultWorks(
  tx: Pick<LabTx, '$queryRaw'>,
  { lab }: Pick<Ctx, 'lab'>,
  testIds: readonly string[],
): Promise<Map<string, TestResults>> {
  if (testIds.length === 0) return new Map();
  const ids = [...testIds];
  // Each half has an index of its own; all at once would read the whole table.
  const half = (condition: Prisma.Sql) => Prisma.sql`
    SELECT id::text AS id, test_id::text AS "testId", analyte_id::text AS "analyteId", value, unit,
      reference_range AS "referenceRange", flags, critical, critical_basis AS "criticalBasis",
      critical_id::text AS "criticalId", status::text AS status, device_id::text AS "deviceId",
      observed_at AS "observedAt", replaced_at AS "replacedAt", comment
    FROM results
    WHERE lab_id = ${lab.id}::uuid AND test_id = ANY(${ids}::uuid[]) AND ${condition}`;
  const rows = Rows.parse(
    await tx.$queryRaw`
      ${half(Prisma.sql`replaced_at IS NULL`)} UNION ALL
      ${half(Prisma.sql`replaced_at IS NOT NULL`)}`,
  );
  const standing = new Map(ids.map((id) => [id, new Map<string, StandingResult>()]));
  const replaced = new Map(ids.map((id): [string, ReplacedResult[]] => [id, []]));
  for (const { testId, analyteId, replacedAt, criticalBasis, ...row } of rows) {
    const basis = isCriticalBasis(criticalBasis) ? criticalBasis : null;
    if (replacedAt === null) {
      standing.get(testId)?.set(analyteId, { ...row, criticalBasis: basis });
    } else {
      replaced.get(testId)?.push({ ...row, analyteId, criticalBasis: basis, replacedAt });
    }
  }
  return new Map(
    ids.map((id) => [
      id,
      {
        work: new ResultWork(id, standing.get(id) ?? new Map()),
        replaced: replaced.get(id) ?? [],
      },
    ]),
  );
}
