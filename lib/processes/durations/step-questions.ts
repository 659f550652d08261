import { z } from 'zod';
import { deviceIdsOf } from '@/lib/devices/device-names';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { StepToEstimate } from './contract';

/** What decides how long a step takes, as the database knows it; devices are ids. */
export type StepQuestion =
  | { method: 'move'; origin: string; target: string }
  | {
      method: 'protocol';
      fct: string;
      device: string;
      /** As the column steps.parameters_key. */
      key: string;
      /** `data` without fct as PostgreSQL prints it. */
      parameters: string;
    }
  | { method: 'general'; fct: string };

const Rows = z.array(
  z.object({ fct: z.string(), key: z.string(), parameters: z.string(), has: z.boolean() }),
);

/** The devices that steps to estimate name; one that is unknown or retired is 422 for `steps.3.device`. */
export async function devicesOfSteps(
  tx: LabTx,
  ctx: Ctx,
  steps: readonly StepToEstimate[],
): Promise<Map<string, string>> {
  const named = steps.flatMap((step, index) =>
    (['device', 'origin_device', 'target_device'] as const).flatMap((field) => {
      const name = step[field];
      return name === null ? [] : [{ name, field: `steps.${index}.${field}` }];
    }),
  );
  const names = named.map(({ name }) => name);
  return deviceIdsOf(tx, ctx, names, (index) => named[index]?.field ?? 'steps');
}

/**
 * The question that each step asks of history, in their order; `ids` are of devices by the names
 * they have in the steps. A step without parameters, or without a device, asks the general one.
 */
export async function stepQuestions(
  tx: LabTx,
  steps: readonly StepToEstimate[],
  ids: ReadonlyMap<string, string>,
): Promise<StepQuestion[]> {
  if (steps.length === 0) return [];
  const idOf = (name: string | null) => (name === null ? undefined : ids.get(name));

  // The database says it, so that what is asked equals the generated columns.
  const asked = JSON.stringify(steps.map(({ name, data }) => ({ name, data })));
  const rows = Rows.parse(
    await tx.$queryRaw`
      SELECT COALESCE(NULLIF(s.step -> 'data' ->> 'fct', ''), s.step ->> 'name') AS fct,
        md5(p.parameters::text) AS key, p.parameters::text AS parameters,
        p.parameters <> '{}' AS has
      FROM jsonb_array_elements(${asked}::jsonb) WITH ORDINALITY AS s (step, no)
      CROSS JOIN LATERAL (SELECT (s.step -> 'data') - 'fct' AS parameters) AS p
      ORDER BY s.no`,
  );
  return steps.map((step, index): StepQuestion => {
    const row = rows[index];
    if (!row) throw new Error('A step to estimate got lost');
    const { fct, key, parameters, has } = row;
    const [origin, target] = [idOf(step.origin_device), idOf(step.target_device)];
    if (origin !== undefined && target !== undefined) return { method: 'move', origin, target };
    const device = idOf(step.device);
    if (!has || device === undefined) return { method: 'general', fct };
    return { method: 'protocol', fct, device, key, parameters };
  });
}
