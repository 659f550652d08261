import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Critical } from './contract';
import { CRITICAL_SELECT, criticalDto } from './critical-row';

const Row = z.object({
  id: z.string(),
  availableAt: z.date(),
  closedAs: z.string().nullable(),
  closedBy: z.string().nullable(),
  specimenNumber: z.string(),
  specimenVersion: z.number().int(),
});

/** A critical whose row is held until the transaction ends, and is open. */
export type LockedCritical = z.output<typeof Row>;

const CLOSED_WORDS: Readonly<Record<string, string>> = {
  CONFIRMED: 'was called and read back already',
  WITHDRAWN: 'was withdrawn: its result was corrected',
  NOT_REQUIRED: 'was closed: no call was required',
  CLOSED_UNREACHED: 'was closed: nobody could be reached',
};

/**
 * Holds an open critical for the rest of the transaction: whoever comes second waits, and is told
 * what the first did. 404 for one this lab does not have, 409 for one that is closed.
 */
export async function lockOpenCritical(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  id: string,
): Promise<LockedCritical> {
  if (!isId(id)) throw notFound('critical');
  const [row] = z.array(Row).parse(
    await tx.$queryRaw`
      SELECT c.id::text AS id, c.available_at AS "availableAt", c.closed_as::text AS "closedAs",
             c.closed_by AS "closedBy", s.number AS "specimenNumber", s.version AS "specimenVersion"
      FROM criticals c
      JOIN ordered_tests t ON t.lab_id = c.lab_id AND t.id = c.test_id
      JOIN specimens s ON s.lab_id = t.lab_id AND s.id = t.specimen_id
      WHERE c.lab_id = ${ctx.lab.id}::uuid AND c.id = ${id}::uuid FOR UPDATE OF c`,
  );
  if (!row) throw notFound('critical');
  if (row.closedAs !== null) {
    const words = CLOSED_WORDS[row.closedAs] ?? 'is closed';
    throw new AppError('conflict', `This critical ${words} (${row.closedBy ?? 'unknown'}).`, {
      extra: { closed_as: row.closedAs },
    });
  }
  return row;
}

/** Tells those who look at its specimen, whose version stays as it is. */
export async function emitCriticalEvent(
  tx: Pick<LabTx, '$executeRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  critical: LockedCritical,
): Promise<void> {
  await emitLiveEvent(tx, ctx.lab.id, {
    entity: 'specimen',
    entityId: critical.specimenNumber,
    version: critical.specimenVersion,
  });
}

/** The critical as it stands at the end of the transaction. */
export async function readCritical(
  db: Pick<LabTx, 'critical'>,
  ctx: Pick<Ctx, 'now'>,
  id: string,
  limitMinutes: number,
): Promise<Critical> {
  const row = await db.critical.findFirstOrThrow({ where: { id }, select: CRITICAL_SELECT });
  return criticalDto(row, ctx.now, limitMinutes);
}
