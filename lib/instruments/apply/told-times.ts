import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { InstrumentEvent } from '../event';
import type { InboxDevice } from '../inbox/stored-message';
import type { Draft } from './scene';
import type { TubeDraft } from './tube-draft';
import { numbersOf } from './wanted-names';

export type TubeTime = 'collected' | 'received';

const Rows = z.array(
  z.object({ specimenId: z.string(), name: z.enum(['collected', 'received']), at: z.date() }),
);
export type ToldTimes = ReadonlyMap<string, readonly { name: TubeTime; at: Date }[]>;

/** The tubes that these events give times, by id. */
export function timedTubes(
  events: readonly InstrumentEvent[],
  tubes: ReadonlyMap<string, { tube: { id: string } }>,
): string[] {
  const numbers = events.flatMap((event) =>
    event.kind === 'specimen.facts' && (event.facts.collectedAt ?? event.facts.receivedAt)
      ? numbersOf(event)
      : [],
  );
  return [...new Set(numbers.flatMap((number) => tubes.get(number)?.tube.id ?? []))];
}

/** The times of tubes that a device told before, whether they are in force or replaced since. */
export async function readToldTimes(
  tx: LabTx,
  ctx: Pick<Ctx, 'lab'>,
  device: InboxDevice,
  specimenIds: readonly string[],
): Promise<ToldTimes> {
  if (specimenIds.length === 0) return new Map();
  const rows = Rows.parse(
    await tx.$queryRaw`
      SELECT specimen_id::text AS "specimenId", name, at
      FROM test_transitions, LATERAL (
        SELECT 'received' AS name, occurred_at AS at WHERE action = 'receive' AND NOT implied
        UNION ALL
        SELECT key, value::timestamptz FROM jsonb_each_text(stamps)
        WHERE action = 'correct' AND test_id IS NULL AND device_id = ${device.id}::uuid
          AND key IN ('collected', 'received') AND value IS NOT NULL
      ) AS told
      WHERE lab_id = ${ctx.lab.id}::uuid AND specimen_id = ANY(${[...specimenIds]}::uuid[])
        AND action IN ('receive', 'correct') AND source = 'instrument'`,
  );
  const told = new Map<string, { name: TubeTime; at: Date }[]>();
  for (const { specimenId, ...time } of rows) {
    told.set(specimenId, [...(told.get(specimenId) ?? []), time]);
  }
  return told;
}

/** Whether the device said this of the tube before: what is sent again takes nothing's place. */
export function isToldTime(draft: Draft, tube: TubeDraft, name: TubeTime, time: Date): boolean {
  const { work } = tube;
  const { device, toldTimes } = draft.scene;
  const before = toldTimes.get(work.tube.id) ?? [];
  const corrected = JSON.stringify({ [name]: time.toISOString() });
  if (before.some((one) => one.name === name && one.at.getTime() === time.getTime())) return true;
  return work.rows.some(
    ({ action, testId, occurredAt, implied, stamps, deviceId, hand }) =>
      hand.source === 'instrument' &&
      ((name === 'received' &&
        action === 'receive' &&
        !implied &&
        occurredAt.getTime() === time.getTime()) ||
        (action === 'correct' &&
          testId == null &&
          deviceId === device.id &&
          JSON.stringify(stamps) === corrected)),
  );
}
