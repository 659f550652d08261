import { z } from 'zod';
import { recordAuditEvents } from '@/lib/audit/record-audit-events';
import { actorColumns, type Actor } from '@/lib/platform/access/actor';
import type { Source } from '@/lib/platform/db/generated/enums';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { stateKey } from './state-table';
import { stateChangeOf } from './state-change-row';

/** What a device says it is, with whoever said it in its name. */
export type ReportedState = {
  code: string;
  at: Date;
  reason: string | null;
  actor: Actor;
  source: Source;
  requestId: string;
};

const Rows = z.array(z.object({ code: z.string().nullable(), at: z.date() }));

/**
 * Records what a device says of itself in its messages, in their order. What it says again leaves
 * no row: many tell their state every few seconds. @returns how many were new
 */
export async function recordReportedStates(
  tx: Pick<LabTx, '$queryRaw' | '$executeRaw' | 'deviceStateChange'>,
  { lab, now }: Pick<Ctx, 'lab' | 'now'>,
  device: { id: string; name: string },
  said: readonly ReportedState[],
): Promise<number> {
  if (said.length === 0) return 0;
  const known = Rows.parse(
    await tx.$queryRaw`
      SELECT code, at FROM device_state_changes
      WHERE lab_id = ${lab.id}::uuid AND device_id = ${device.id}::uuid AND NOT held AND NOT clears
        AND (at = ANY(${said.map(({ at }) => at)}::timestamptz[]) OR at = (
          SELECT max(at) FROM device_state_changes
          WHERE lab_id = ${lab.id}::uuid AND device_id = ${device.id}::uuid
            AND NOT held AND NOT clears))
      ORDER BY at, recorded_at, id`,
  );
  const news = said.filter(({ code, at, reason }) => {
    const key = stateKey(code);
    const last = known.findLast((row) => row.at >= (known.at(-1)?.at ?? row.at));
    const same = (row: { code: string | null }) => row.code !== null && stateKey(row.code) === key;
    if (known.some((row) => same(row) && row.at.getTime() === at.getTime())) return false;
    if (last && same(last) && at >= last.at && reason === null) return false;
    known.push({ code, at });
    known.sort((a, b) => a.at.getTime() - b.at.getTime());
    return true;
  });
  if (news.length === 0) return 0;
  const rows = news.map(({ code, at, reason, actor, source, requestId }) => ({
    id: newId(),
    labId: lab.id,
    deviceId: device.id,
    code: stateKey(code).slice(0, 20),
    held: false,
    clears: false,
    at,
    recordedAt: now,
    reason: reason?.slice(0, 500) ?? null,
    source,
    ...actorColumns(actor),
    requestId,
  }));
  await tx.deviceStateChange.createMany({ data: rows });
  await recordAuditEvents(
    tx,
    lab.id,
    rows.map((row, index) => ({
      actor: news[index]?.actor ?? { kind: 'system', job: 'Inbox' },
      requestId: row.requestId,
      at: now,
      action: 'device.state',
      entity: 'device',
      entityId: device.id,
      after: { device: device.name, ...stateChangeOf(row) },
      ...(row.reason === null ? {} : { reason: row.reason }),
    })),
  );
  return rows.length;
}
