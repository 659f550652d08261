import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError } from '@/lib/platform/errors';

const Standing = z.array(
  z.object({
    device: z.string(),
    position: z.int(),
    thing: z.enum(['container', 'lid']),
    container: z.object({ id: z.string(), name: z.string(), barcode: z.string().nullable() }),
  }),
);
type Standing = z.output<typeof Standing>[number];

const TOLD_AT_MOST = 50;
const NAMED_AT_MOST = 5;

const REMEDY = {
  shrink: 'Move or remove it before the device loses these positions.',
  retire: 'Move or remove it before the device is retired.',
};

function textOf({ device, position, thing, container }: Standing): string {
  const { name, barcode } = container;
  const who = barcode === null ? `“${name}”` : `“${name}” (${barcode})`;
  return `${thing === 'lid' ? `the lid of ${who}` : who} on ${device} position ${position}`;
}

/**
 * 409 where something stands on one of these devices at position `slots` or above, saying what and
 * where (`standing`, 50 at most). The caller holds the devices, so that nothing is put there meanwhile.
 */
export async function refuseOccupied(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  devices: readonly { id: string; slots: number }[],
  why: keyof typeof REMEDY,
): Promise<void> {
  const ids = devices.map(({ id }) => id);
  const slots = devices.map((device) => device.slots);
  const standing = Standing.parse(
    await tx.$queryRaw`
      SELECT d.name AS device, o.slot AS position, o.thing::text AS thing,
        json_build_object('id', c.id, 'name', c.name, 'barcode', c.barcode) AS container
      FROM unnest(${ids}::uuid[], ${slots}::int[]) AS given (id, slots)
      JOIN devices d ON d.lab_id = ${ctx.lab.id}::uuid AND d.id = given.id
      JOIN occupancies o
        ON o.lab_id = d.lab_id AND o.device_id = d.id AND o.slot >= given.slots
      JOIN containers c ON c.lab_id = o.lab_id AND c.id = o.container_id
      ORDER BY lower(d.name), o.slot LIMIT ${TOLD_AT_MOST}`,
  );
  if (standing.length === 0) return;
  const named = standing.slice(0, NAMED_AT_MOST).map(textOf).join(', ');
  const more = standing.length > NAMED_AT_MOST ? ' and more' : '';
  throw new AppError('conflict', `There stands ${named}${more}. ${REMEDY[why]}`, {
    extra: { standing },
  });
}
