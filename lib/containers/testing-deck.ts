import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';

/** Devices of a lab with that many positions each, for tests. Answers their ids by name. */
export async function makeDeck(
  lab: Pick<LabRef, 'id'>,
  slots: Record<string, number>,
): Promise<Map<string, string>> {
  const rows = Object.entries(slots).map(([name, count]) => ({
    id: newId(),
    labId: lab.id,
    name,
    type: 'storage',
    slots: count,
  }));
  await unboundDb().device.createMany({ data: rows });
  return new Map(rows.map(({ id, name }) => [name, id]));
}
