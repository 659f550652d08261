import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { invalidField } from '@/lib/platform/errors';

const Found = z.array(z.object({ id: z.string(), key: z.string(), active: z.boolean() }));

/**
 * The id of the department an assay is to belong to: undefined leaves it, null takes it out.
 * An unknown one is 422, and so is a retired one unless it is there already.
 */
export async function departmentIdOf(
  tx: LabTx,
  ctx: Ctx,
  name: string | null | undefined,
  present: string | null = null,
): Promise<string | null | undefined> {
  if (name === undefined || name === null) return name;
  const [found] = Found.parse(
    await tx.$queryRaw`
      SELECT id::text AS id, name AS key, active FROM departments
      WHERE lab_id = ${ctx.lab.id}::uuid AND lower(name) = lower(${name})`,
  );
  if (!found) throw invalidField('department', `there is no department “${name}”; add it first`);
  if (!found.active && found.id !== present) {
    throw invalidField('department', `“${found.key}” is retired; reactivate it or choose another`);
  }
  return found.id;
}

/** Gives an assay these analytes in this order, and no others. An unknown code is 422. */
export async function putAnalytes(
  tx: LabTx,
  ctx: Ctx,
  assayId: string,
  codes: readonly string[],
): Promise<void> {
  const lower = codes.map((code) => code.toLowerCase());
  const found =
    codes.length === 0
      ? []
      : Found.parse(
          await tx.$queryRaw`
            SELECT id::text AS id, lower(code) AS key, active FROM analytes
            WHERE lab_id = ${ctx.lab.id}::uuid
              AND lower(code) IN (${Prisma.join(lower.map((code) => Prisma.sql`lower(${code})`))})`,
        );
  const idByCode = new Map(found.map(({ id, key }) => [key, id]));
  const rows = codes.map((code, place) => {
    const analyteId = idByCode.get(code.toLowerCase());
    if (analyteId === undefined) {
      throw invalidField('analytes', `there is no analyte “${code}”; add it first`);
    }
    return { labId: ctx.lab.id, assayId, analyteId, place };
  });
  await tx.assayAnalyte.deleteMany({ where: { assayId } });
  await tx.assayAnalyte.createMany({ data: rows });
}
