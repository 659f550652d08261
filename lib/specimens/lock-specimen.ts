import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, notFound } from '@/lib/platform/errors';
import { SPECIMEN_NUMBER } from './contract';

const Row = z.object({
  id: z.string(),
  number: z.string(),
  stateKey: z.string(),
  version: z.number().int(),
  lastSequence: z.number().int(),
  receivedAt: z.date().nullable(),
  rejectedAt: z.date().nullable(),
  voidedAt: z.date().nullable(),
  sources: z.record(z.string(), z.string()).catch({}),
});

/** A specimen whose row is held until the transaction ends. */
export type LockedSpecimen = z.output<typeof Row>;

/**
 * Holds one specimen and its tests for the rest of the transaction: whoever comes second waits, and
 * sees what the first did. 404 for a number this lab does not have; 409 `version_conflict` when it
 * is no longer the version that was seen.
 */
export async function lockSpecimen(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  number: string,
  seenVersion?: number,
): Promise<LockedSpecimen> {
  if (!SPECIMEN_NUMBER.test(number)) throw notFound('specimen');
  const [row] = z.array(Row).parse(
    await tx.$queryRaw`
      SELECT id::text AS id, number, state_key AS "stateKey", version,
             last_sequence AS "lastSequence", received_at AS "receivedAt",
             rejected_at AS "rejectedAt", voided_at AS "voidedAt", sources
      FROM specimens WHERE lab_id = ${ctx.lab.id}::uuid AND number = ${number} FOR UPDATE`,
  );
  if (!row) throw notFound('specimen');
  if (seenVersion !== undefined && seenVersion !== row.version) {
    throw new AppError(
      'version_conflict',
      `Somebody was faster: ${number} has changed since you looked. Look again, then decide.`,
      { extra: { version: row.version, state: row.stateKey } },
    );
  }
  return row;
}

/** 409 for a specimen that was voided: nothing more is done with it. */
export function refuseVoided(specimen: LockedSpecimen): void {
  if (specimen.voidedAt === null) return;
  throw new AppError('conflict', `${specimen.number} was voided: it was entered by mistake.`);
}
