import type { LabTx } from '@/lib/platform/db/lab-db';

/**
 * Specimens by the numbers on their labels, for capabilities that refer to them. Numbers this lab
 * does not have are left out. Asks nobody's leave: the caller's verb has.
 */
export async function specimensByNumber(
  tx: Pick<LabTx, 'specimen'>,
  numbers: readonly string[],
): Promise<Map<string, { id: string; voided: boolean }>> {
  const rows = await tx.specimen.findMany({
    where: { number: { in: [...new Set(numbers)] } },
    select: { id: true, number: true, voidedAt: true },
  });
  return new Map(
    rows.map(({ id, number, voidedAt }) => [number, { id, voided: voidedAt !== null }]),
  );
}
