import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { isId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { lockSpecimen, refuseVoided } from '@/lib/specimens/lock-specimen';
import { addContainersIn } from '../add-containers';
import type { Container } from '../contract';
import { correctPlaceIn } from '../moves/correct-place';
import { lockContainer } from '../places/lock-container';
import { placeTransaction } from '../places/place-transaction';
import { presentIdByBarcode } from '../read-container';
import type { PutSpecimen } from './contract';
import { contentRows } from './read-contents';
import { replaceContents } from './put-contents';

const Ids = z.array(z.object({ id: z.string() }));

/** The present container that holds this specimen and nothing else, in no well: its tube. */
async function tubeOf(tx: LabTx, ctx: Ctx, specimenId: string): Promise<string | null> {
  const [tube] = Ids.parse(
    await tx.$queryRaw`
      SELECT c.id::text AS id
      FROM container_contents content
      JOIN containers c ON c.lab_id = content.lab_id AND c.id = content.container_id
      WHERE content.lab_id = ${ctx.lab.id}::uuid AND content.specimen_id = ${specimenId}::uuid
        AND content.until IS NULL AND content.well IS NULL AND c.removed_at IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM container_contents other
          WHERE other.lab_id = content.lab_id AND other.container_id = c.id
            AND other.until IS NULL AND other.specimen_id <> content.specimen_id)
      ORDER BY content."from" DESC LIMIT 1`,
  );
  return tube?.id ?? null;
}

const PLACE_FIELDS = (_row: number, field: string) => field;

/**
 * Says by hand where the tube of a specimen stands, with a reason. A tube that has a place is moved
 * there as correctPlace does; an empty container with the specimen's number as its barcode is taken
 * for its tube; else a container is added there, named by the number, with this one specimen in it.
 * 404 for an unknown number, 409 for a voided one or a place that is taken, 422 for a place there is
 * not or where it stands already.
 */
export async function putSpecimen(
  ctx: Ctx,
  number: string,
  place: PutSpecimen,
): Promise<Container> {
  authorize(ctx, 'places.correct');
  return placeTransaction(ctx, async (tx) => {
    // Held first, so that two who put it at once do not give it two tubes.
    const specimen = await lockSpecimen(tx, ctx, number);
    refuseVoided(specimen);
    const { id: entityId, version } = specimen;
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'specimen', entityId: number, version });
    const tube = await tubeOf(tx, ctx, entityId);
    if (tube !== null) return correctPlaceIn(tx, ctx, tube, place);

    const labelled = await presentIdByBarcode(tx, ctx, number);
    const content = [{ well: null, specimen_id: number }];
    if (labelled !== null && (await contentRows(tx, ctx, labelled)).length === 0) {
      const held = await lockContainer(tx, ctx, labelled);
      await replaceContents(tx, ctx, held, content, place.reason);
      const { device, position } = held.container;
      const there = device?.toLowerCase() === place.device.toLowerCase();
      return there && position === place.position
        ? held.container
        : correctPlaceIn(tx, ctx, labelled, place);
    }
    const { device, position } = place;
    // A barcode that another container has, or with the form of an id, is left out.
    const barcode = labelled === null && !isId(number) ? number : null;
    const row = { name: number, barcode, device, position, lidded: false, filled: true };
    const [added] = await addContainersIn(tx, ctx, [row], PLACE_FIELDS);
    if (!added) throw new Error('A container was not added');
    await replaceContents(tx, ctx, await lockContainer(tx, ctx, added.id), content, place.reason);
    return added;
  });
}
