import { recordedChange } from '@/lib/audit/recorded-change';
import { labSettings } from '@/lib/labs/settings';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { StateTableAnswer, StateTableChange } from './contract';
import { readStateTable } from './read-histories';
import type { StateTable } from './state-table';

function answerOf({ meanings, transientMinutes }: StateTable): StateTableAnswer {
  return { meanings, transient_minutes: transientMinutes };
}

/** What the lab says that the states of its devices mean. */
export async function stateTable(ctx: Ctx): Promise<StateTableAnswer> {
  authorize(ctx, 'read');
  return answerOf(await readStateTable(ctx));
}

/**
 * Says anew what states mean; `meanings` is the whole table. Statements stay as they were made, and
 * all time, the past too, is read by the new table.
 */
export async function changeStateTable(
  ctx: Ctx,
  change: StateTableChange,
): Promise<StateTableAnswer> {
  authorize(ctx, 'lab.write');
  const { id } = ctx.lab;
  const { id: _, ...changed } = await recordedChange(ctx, 'device_state_table', async (tx) => {
    await tx.$queryRaw`SELECT id::text FROM labs WHERE id = ${id}::uuid FOR UPDATE`;
    const settings = labSettings((await tx.lab.findUniqueOrThrow({ where: { id } })).settings);
    const before = settings.deviceStates;
    const after = {
      meanings: change.meanings ?? before.meanings,
      transientMinutes: change.transient_minutes ?? before.transientMinutes,
    };
    await tx.lab.update({
      where: { id },
      data: { settings: { ...settings, deviceStates: after } },
    });
    return { before: { id, ...answerOf(before) }, after: { id, ...answerOf(after) } };
  });
  return changed;
}
