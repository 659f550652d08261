import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { KeptRejection, KeptResults, type Proposal } from './contract';

/** What is read of a proposal wherever one is shown. */
export const PROPOSAL_SELECT = {
  id: true,
  kind: true,
  messageId: true,
  data: true,
  at: true,
  endedAt: true,
  ended: true,
  endedBy: true,
  endReason: true,
  device: { select: { name: true } },
  specimen: { select: { number: true, stateKey: true } },
  test: {
    select: {
      run: true,
      stateKey: true,
      assay: { select: { code: true } },
      results: {
        where: { replacedAt: null },
        select: { value: true, unit: true, status: true, analyte: { select: { code: true } } },
      },
    },
  },
} as const satisfies Prisma.ProposalSelect;

export type ProposalRow = Prisma.ProposalGetPayload<{ select: typeof PROPOSAL_SELECT }>;

function resultsOf({ kind, data, test }: ProposalRow): Proposal['results'] {
  if (kind !== 'results') return [];
  return KeptResults.parse(data).results.map(({ critical: _, device: __, ...result }) => {
    const standing = test?.results.find(({ analyte }) => analyte.code === result.analyte);
    return {
      ...result,
      observed_at: result.observed_at?.toISOString() ?? null,
      in_force: standing
        ? { value: standing.value, unit: standing.unit, status: standing.status }
        : null,
    };
  });
}

function endOf({ ended, endedAt, endedBy, endReason }: ProposalRow): Proposal['ended'] {
  if (ended === null || endedAt === null) return null;
  return { as: ended, by: endedBy ?? '', at: endedAt.toISOString(), reason: endReason };
}

/** Names of the lab's rejection reasons by code in lower case, as far as rows name them. */
export async function reasonNames(
  db: Pick<LabTx, 'rejectionReason'>,
  rows: readonly ProposalRow[],
): Promise<Map<string, string>> {
  const codes = rows.flatMap(({ kind, data }) =>
    kind === 'rejection' ? [KeptRejection.parse(data).code] : [],
  );
  if (codes.length === 0) return new Map();
  const reasons = await db.rejectionReason.findMany({
    where: { code: { in: codes, mode: 'insensitive' } },
    select: { code: true, name: true },
  });
  return new Map(reasons.map(({ code, name }) => [code.toLowerCase(), name]));
}

/** A proposal as people and machines see it. */
export function proposalDto(row: ProposalRow, names: ReadonlyMap<string, string>): Proposal {
  const code = row.kind === 'rejection' ? KeptRejection.parse(row.data).code : null;
  return {
    id: row.id,
    kind: row.kind,
    device: row.device.name,
    message: row.messageId,
    specimen_id: row.specimen.number,
    assay: row.test?.assay.code ?? null,
    run: row.test?.run ?? null,
    state: row.test?.stateKey ?? row.specimen.stateKey,
    at: row.at.toISOString(),
    results: resultsOf(row),
    rejection: code === null ? null : { code, name: names.get(code.toLowerCase()) ?? null },
    ended: endOf(row),
  };
}
