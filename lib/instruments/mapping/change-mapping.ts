import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { findDevice } from '@/lib/devices/find-device';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { changedMeanwhile } from '@/lib/platform/errors';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { MappingAnswer, MappingChange } from '../inbox/contract';
import type { MappingTable } from './contract';
import { readDeviceTable, type DeviceTable } from './read-mapping';

function answerOf({ version, table, updatedAt, updatedBy }: DeviceTable): MappingAnswer {
  return { version, table, updated_at: updatedAt?.toISOString() ?? null, updated_by: updatedBy };
}

/** How the messages of a device are read. */
export async function readMapping(ctx: Ctx, name: string): Promise<MappingAnswer> {
  const deviceId = await findDevice(ctx.db, ctx, 'platform.read', name);
  return answerOf(await readDeviceTable(ctx.db, ctx, deviceId));
}

/** A table as JSON, which is all it is. */
function json(table: unknown): Prisma.InputJsonObject {
  const copy: Prisma.InputJsonObject = JSON.parse(JSON.stringify(table));
  return copy;
}

/** The members that differ, those of `hl7` and `astm` each by itself. */
function changesOf(before: MappingTable, after: MappingTable) {
  const flat = ({ hl7, astm, ...rest }: MappingTable) =>
    new Map<string, unknown>([
      ...Object.entries(rest),
      ...Object.entries(hl7).map(([name, value]): [string, unknown] => [`hl7.${name}`, value]),
      ...Object.entries(astm).map(([name, value]): [string, unknown] => [`astm.${name}`, value]),
    ]);
  const [old, next] = [flat(before), flat(after)];
  const names = [...next.keys()].filter(
    (name) => JSON.stringify(old.get(name)) !== JSON.stringify(next.get(name)),
  );
  const only = (from: Map<string, unknown>) =>
    json(Object.fromEntries(names.map((name) => [name, from.get(name)])));
  return { count: names.length, before: only(old), after: only(next) };
}

/**
 * Says how the messages of a device are read from now on; the same again changes nothing.
 * @throws version_conflict where the table is not the one whose version is given
 */
export async function changeMapping(
  ctx: Ctx,
  name: string,
  { version, table }: MappingChange,
): Promise<MappingAnswer> {
  return ctx.db.$transaction(async (tx) => {
    const deviceId = await findDevice(tx, ctx, 'mapping.write', name, 'lock');
    const current = await readDeviceTable(tx, ctx, deviceId);
    if (current.version !== version) {
      throw changedMeanwhile(`The table of ${name}`, current.version);
    }
    const changes = changesOf(current.table, table);
    if (changes.count === 0) return answerOf(current);
    const data = {
      version: version + 1,
      table: json(table),
      updatedAt: ctx.now,
      actorName: actorColumns(ctx.actor).actorName,
    };
    const labId = ctx.lab.id;
    await tx.deviceMapping.upsert({
      where: { labId_deviceId: { labId, deviceId } },
      create: { labId, deviceId, ...data },
      update: data,
    });
    await recordAuditEvent(tx, ctx, {
      action: 'device.map',
      entity: 'device',
      entityId: deviceId,
      before: { version, ...changes.before },
      after: { version: data.version, ...changes.after },
    });
    await emitLiveEvent(tx, labId, { entity: 'device', entityId: deviceId, version: 0 });
    return answerOf(await readDeviceTable(tx, ctx, deviceId));
  });
}
