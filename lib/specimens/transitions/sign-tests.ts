import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { PlannedMove } from './plan-transition';
import type { WorkTest } from './move-test';
import { signedText } from './signed-content';

/** Somebody who has just given their password again. */
export type Signer = { userId: string; name: string };

/**
 * Writes one signature for each test that an action moves, bound to the action, the test and its
 * results as they stand. Answers the signature of each test by the test's id.
 */
export async function signTests(
  tx: Pick<LabTx, 'signature' | 'result'>,
  ctx: Pick<Ctx, 'lab' | 'now' | 'requestId'>,
  signed: {
    signer: Signer;
    number: string;
    moves: readonly (PlannedMove<WorkTest> & { to: string })[];
    occurredAt: Date;
    reason: string | null;
  },
): Promise<Map<string, string>> {
  const { signer, number, moves, occurredAt, reason } = signed;
  const results = await tx.result.findMany({
    where: { testId: { in: moves.map(({ test }) => test.id) }, replacedAt: null },
    select: {
      testId: true,
      value: true,
      unit: true,
      flags: true,
      status: true,
      analyte: { select: { code: true } },
    },
  });
  const signatures = moves.map(({ test, rule, to }) => {
    const meaning = `${rule.label} ${test.assay}${test.run > 1 ? ` run ${test.run}` : ''} of ${number}`;
    const { text, hash } = signedText({
      lab: ctx.lab.slug,
      specimen_id: number,
      assay: test.assay,
      run: test.run,
      action: rule.action,
      from: test.state,
      to,
      occurred_at: occurredAt.toISOString(),
      reason,
      results: results
        .filter((result) => result.testId === test.id)
        .map(({ analyte, value, unit, flags, status }) => ({
          analyte: analyte.code,
          value,
          unit,
          flags,
          status,
        })),
      meaning,
      signer: { id: signer.userId, name: signer.name },
      signed_at: ctx.now.toISOString(),
    });
    return { testId: test.id, id: newId(), meaning, content: text, hash: new Uint8Array(hash) };
  });
  await tx.signature.createMany({
    data: signatures.map(({ testId: _, ...signature }) => ({
      ...signature,
      labId: ctx.lab.id,
      userId: signer.userId,
      userName: signer.name,
      at: ctx.now,
      requestId: ctx.requestId,
    })),
  });
  return new Map(signatures.map(({ testId, id }) => [testId, id]));
}
