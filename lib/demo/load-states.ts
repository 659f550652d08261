import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { generateStates } from './device-states';
import type { LabFacts } from './history-rows';

const DAY = 86_400_000;

/** Writes what devices said, as if each had said it itself, and the downtimes that people planned. */
export async function loadStates(
  tx: LabTx,
  facts: Pick<LabFacts, 'labId' | 'devices' | 'technician' | 'verifiers'>,
  { states, downtimes }: ReturnType<typeof generateStates>,
): Promise<void> {
  const { labId, devices } = facts;
  await tx.deviceStateChange.createMany({
    data: states.flatMap(({ device, code, at, reason }) => {
      const deviceId = devices.get(device);
      if (!deviceId) return [];
      const said = { id: newId(), labId, deviceId, code, at: new Date(at), reason };
      return [
        {
          ...said,
          recordedAt: new Date(at + 1000),
          source: 'instrument' as const,
          actorKind: 'key' as const,
          actorName: device,
          requestId: 'demo',
        },
      ];
    }),
  });
  const planner = facts.verifiers.at(-1) ?? facts.technician;
  await tx.plannedDowntime.createMany({
    data: downtimes.flatMap(({ device, from, to, reason }) => {
      const deviceId = devices.get(device);
      if (!deviceId) return [];
      return [
        {
          id: newId(),
          labId,
          deviceId,
          startsAt: new Date(from),
          endsAt: new Date(to),
          reason,
          createdAt: new Date(from - 12 * DAY),
          actorKind: planner.kind,
          actorId: planner.id,
          actorName: planner.name,
          requestId: 'demo',
        },
      ];
    }),
  });
}
