import { z } from 'zod';
import { deviceIdsOf, deviceNames } from '@/lib/devices/device-names';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { PlanAnswer, type PlannedStep } from './planned-step';

type Reader = Pick<LabTx, '$queryRaw'>;

const KeptPlan = z.array(
  PlanAnswer.element.extend({
    device_id: z.uuid().optional(),
    origin_device_id: z.uuid().nullish(),
    target_device_id: z.uuid().nullish(),
  }),
);
type KeptPlan = z.output<typeof KeptPlan>;

/**
 * A plan as the database keeps it: with its devices named as the lab names them, and with their ids,
 * since a device may be renamed. One that this lab does not have is 422 for its field.
 */
export async function planToKeep(
  db: Reader,
  ctx: Pick<Ctx, 'lab'>,
  plan: readonly PlannedStep[],
): Promise<KeptPlan> {
  const fields = ['device', 'origin_device', 'target_device'] as const;
  const wanted = plan.flatMap((step, index) =>
    fields.flatMap((field) => {
      const name = step[field];
      return name === null ? [] : [{ field: `plan.${index}.${field}`, name }];
    }),
  );
  const ids = await deviceIdsOf(
    db,
    ctx,
    wanted.map(({ name }) => name),
    (index) => wanted[index]?.field ?? 'plan',
  );
  const names = await deviceNames(db, ctx, [...ids.values()]);
  const idOf = (name: string) => ids.get(name);
  const nameOf = (name: string) => names.get(ids.get(name) ?? '') ?? name;
  return plan.map((step) => ({
    ...step,
    device: nameOf(step.device),
    device_id: idOf(step.device),
    origin_device: step.origin_device && nameOf(step.origin_device),
    origin_device_id: step.origin_device && idOf(step.origin_device),
    target_device: step.target_device && nameOf(step.target_device),
    target_device_id: step.target_device && idOf(step.target_device),
  }));
}

/** The plan of an experiment by what was kept of it, its devices by the names they now have. */
export async function keptPlan(
  db: Reader,
  ctx: Pick<Ctx, 'lab'>,
  kept: unknown,
): Promise<PlannedStep[] | null> {
  const plan = KeptPlan.nullable().parse(kept ?? null);
  if (plan === null) return null;
  const ids = plan.flatMap(({ device_id, origin_device_id, target_device_id }) =>
    [device_id, origin_device_id, target_device_id].flatMap((id) => id ?? []),
  );
  const names = await deviceNames(db, ctx, ids);
  const named = <N>(id: string | null | undefined, name: N) => names.get(id ?? '') ?? name;
  return plan.map(({ device_id, origin_device_id, target_device_id, ...step }) => ({
    ...step,
    device: named(device_id, step.device),
    origin_device: named(origin_device_id, step.origin_device),
    target_device: named(target_device_id, step.target_device),
  }));
}
