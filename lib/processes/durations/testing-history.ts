import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';

/** A step of a history that a test makes; finished well unless told otherwise. */
export type GivenStep = {
  device: string;
  /** A move if both are given. */
  from?: string;
  to?: string;
  name?: string;
  data?: Record<string, string | number | boolean | object>;
  seconds: number | null;
  status?: string;
  simulated?: boolean;
  experimentId?: string;
  start?: Date;
};

/** Devices by their names, of the type given for each. */
export async function givenDevices(
  labId: string,
  types: Readonly<Record<string, string>>,
): Promise<Map<string, string>> {
  const rows = Object.entries(types).map(([name, type]) => ({ id: newId(), labId, name, type }));
  await unboundDb().device.createMany({ data: rows });
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/** Writes steps, one a minute from 2026-03-01 on unless they say when they began; gives their ids. */
export async function givenSteps(
  labId: string,
  devices: ReadonlyMap<string, string>,
  steps: readonly GivenStep[],
): Promise<string[]> {
  const idOf = (name: string) => {
    const id = devices.get(name);
    if (id === undefined) throw new Error(`There is no device ${name}`);
    return id;
  };
  const rows = steps.map((step, index) => {
    const startedAt = step.start ?? new Date(Date.UTC(2026, 2, 1, 0, index));
    const move = step.from !== undefined && step.to !== undefined;
    return {
      id: newId(),
      labId,
      kind: move ? ('MOVE' as const) : ('PROCESS' as const),
      name: step.name ?? 'step',
      deviceId: idOf(step.device),
      experimentId: step.experimentId ?? null,
      startedAt,
      finishedAt:
        step.seconds === null ? null : new Date(startedAt.getTime() + step.seconds * 1_000),
      status: step.status ?? 'completed',
      simulated: step.simulated ?? false,
      data: step.data ?? {},
      originDeviceId: step.from === undefined ? null : idOf(step.from),
      originSlot: move ? 0 : null,
      targetDeviceId: step.to === undefined ? null : idOf(step.to),
      targetSlot: move ? 0 : null,
      actorKind: 'system' as const,
      actorName: 'test',
    };
  });
  await unboundDb().step.createMany({ data: rows });
  return rows.map(({ id }) => id);
}
