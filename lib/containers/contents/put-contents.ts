import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { refuseFields } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { specimensByNumber } from '@/lib/specimens/specimen-ids';
import { appendMoves } from '../moves/append-moves';
import { type HeldContainer, lockContainer } from '../places/lock-container';
import { placeTransaction } from '../places/place-transaction';
import type { Content } from './contract';
import { type ContentRow, contentRows } from './read-contents';

const keyOf = ({ well, specimen_id: number }: Content) => `${well ?? ''} ${number}`;

/** The ids of specimens that come in, or 422 naming each row of a number there is not, or voided. */
async function idsOf(
  tx: LabTx,
  contents: readonly Content[],
  isNew: (row: Content) => boolean,
): Promise<Map<string, string>> {
  const found = await specimensByNumber(
    tx,
    contents.map(({ specimen_id: number }) => number),
  );
  const fields = contents.flatMap((row, index) => {
    const specimen = found.get(row.specimen_id);
    const field = `contents.${index}.specimen_id`;
    if (!specimen) return [{ field, message: `this lab has no specimen ${row.specimen_id}` }];
    if (!specimen.voided || !isNew(row)) return [];
    return [{ field, message: `${row.specimen_id} was voided: it was entered by mistake` }];
  });
  refuseFields(fields);
  return new Map([...found].map(([number, { id }]) => [number, id]));
}

/** What holds a specimen is filled: said in the container's own history, once. */
export async function markFilled(
  tx: LabTx,
  ctx: Ctx,
  { container, place }: HeldContainer,
): Promise<boolean> {
  if (container.filled) return false;
  const changes = { filled: true };
  await tx.container.update({ where: { id: container.id }, data: changes });
  await appendMoves(tx, ctx, [
    {
      containerId: container.id,
      action: 'change',
      thing: 'container',
      from: place,
      to: place,
      changes,
    },
  ]);
  return true;
}

/**
 * Replaces what is in a held container. Rows that stay keep their time; answers whether anything
 * changed. Audited and told to listeners.
 */
export async function replaceContents(
  tx: LabTx,
  ctx: Ctx,
  held: HeldContainer,
  contents: readonly Content[],
  reason?: string,
): Promise<boolean> {
  const { id: containerId } = held.container;
  const before = await contentRows(tx, ctx, containerId);
  const had = new Set(before.map(keyOf));
  const wanted = new Set(contents.map(keyOf));
  const isNew = (row: Content) => !had.has(keyOf(row));
  const gone = before.filter((row) => !wanted.has(keyOf(row)));
  const added = contents.filter(isNew);
  const ids = await idsOf(tx, contents, isNew);
  if (gone.length === 0 && added.length === 0) return false;
  if (gone.length > 0) {
    // Never before it began: whoever put it in may have asked later, and been served first.
    await tx.$executeRaw`
      UPDATE container_contents SET until = GREATEST("from", ${ctx.now})
      WHERE lab_id = ${ctx.lab.id}::uuid AND id = ANY(${gone.map(({ id }) => id)}::uuid[])`;
  }
  if (added.length > 0) {
    await tx.containerContent.createMany({
      data: added.map(({ well, specimen_id: number }) => ({
        id: newId(),
        labId: ctx.lab.id,
        containerId,
        well,
        specimenId: ids.get(number) ?? '',
        from: ctx.now,
      })),
    });
  }
  const filled = contents.length > 0 && (await markFilled(tx, ctx, held));
  await recordAuditEvent(tx, ctx, {
    action: 'container.contents',
    entity: 'container',
    entityId: containerId,
    before: { contents: gone.map(plain) },
    after: { contents: added.map(plain), ...(filled && { filled: true }) },
    ...(reason !== undefined && { reason }),
  });
  if (!filled) {
    const version = await lastSequence(tx, containerId);
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'container', entityId: containerId, version });
  }
  return true;
}

const plain = ({ well, specimen_id }: Content | ContentRow): Content => ({ well, specimen_id });

async function lastSequence(tx: LabTx, containerId: string): Promise<number> {
  const last = await tx.containerMove.findFirst({
    where: { containerId },
    orderBy: { sequence: 'desc' },
    select: { sequence: true },
  });
  return last?.sequence ?? 0;
}

/**
 * Says all that is in a container, by its id or barcode: what is not named goes, what is named and
 * there keeps its time. 404 for no such container, 409 for one that was removed (what was in it when
 * it left stays on record), 422 naming each specimen this lab does not have. A container that holds a
 * specimen becomes filled; an emptied one stays so, as a reagent may be in it.
 */
export async function putContents(
  ctx: Ctx,
  ref: string,
  contents: readonly Content[],
): Promise<Content[]> {
  authorize(ctx, 'platform.write');
  return placeTransaction(ctx, async (tx) => {
    const held = await lockContainer(tx, ctx, ref);
    await replaceContents(tx, ctx, held, contents);
    return (await contentRows(tx, ctx, held.container.id)).map(plain);
  });
}
