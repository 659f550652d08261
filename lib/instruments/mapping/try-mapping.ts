import { setImmediate } from 'node:timers/promises';
import { findDevice } from '@/lib/devices/find-device';
import type { Ctx } from '@/lib/platform/context';
import type { MappingTry, TriedMapping } from '../inbox/contract';
import { readingOf } from '../inbox/reading';
import { readDeviceTable } from './read-mapping';

/** Reading stops after so many bytes: a mebibyte of the worst takes seconds, and answers far more. */
const MOST_BYTES = 2 * 1024 * 1024;
const AT_ONCE = 10;

/**
 * What the latest messages of a device say as they are read now, and would say with a table. Those
 * whose bytes were cleared are left out. Nothing is kept.
 */
export async function tryMapping(
  ctx: Ctx,
  name: string,
  { table, last }: MappingTry,
): Promise<TriedMapping> {
  const deviceId = await findDevice(ctx.db, ctx, 'mapping.write', name);
  const current = (await readDeviceTable(ctx.db, ctx, deviceId)).table;
  const data: TriedMapping['data'] = [];
  let before: bigint | null = null;
  let bytesRead = 0;
  while (data.length < last && bytesRead < MOST_BYTES) {
    const rows: {
      id: string;
      position: bigint;
      raw: Uint8Array | null;
      format: 'json' | 'hl7' | 'astm';
      status: 'accepted' | 'applied' | 'quarantined' | 'ignored';
      receivedAt: Date;
    }[] = await ctx.db.instrumentMessage.findMany({
      where: {
        deviceId,
        clearedAt: null,
        ...(before === null ? {} : { position: { lt: before } }),
      },
      select: { id: true, position: true, raw: true, format: true, status: true, receivedAt: true },
      orderBy: { position: 'desc' },
      take: Math.min(AT_ONCE, last - data.length),
    });
    if (rows.length === 0) break;
    for (const { id, position, raw, format, status, receivedAt } of rows) {
      if (bytesRead >= MOST_BYTES) break;
      before = position;
      if (raw === null) continue;
      bytesRead += raw.byteLength;
      // Others are answered between two messages.
      await setImmediate();
      const zone = ctx.lab.timeZone;
      const was = readingOf(format, raw, current, {
        timeZone: current.timeZone ?? zone,
        receivedAt,
      });
      const would = readingOf(format, raw, table, { timeZone: table.timeZone ?? zone, receivedAt });
      data.push({
        id,
        received_at: receivedAt.toISOString(),
        format,
        status,
        changed: JSON.stringify(was) !== JSON.stringify(would),
        before: was,
        after: would,
      });
    }
  }
  return { tried: data.length, changed: data.filter(({ changed }) => changed).length, data };
}
