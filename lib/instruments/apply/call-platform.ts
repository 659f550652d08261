import { deviceIdsOf } from '@/lib/devices/device-names';
import { isId } from '@/lib/platform/ids';
import { parseInput } from '@/lib/platform/http/parse-input';
import { MoveByPlaceWithStep, NewStep } from '@/lib/processes/contract';
import { endStep } from '@/lib/processes/steps/end-step';
import { moveWithStep } from '@/lib/processes/steps/move-with-step';
import { recordSteps } from '@/lib/processes/steps/record-steps';
import type { InstrumentEvent } from '../event';
import type { InboxDevice } from '../inbox/stored-message';
import { StepFinished } from '../json/contract';
import type { KeyCtx } from './call-orders';
import { Refused } from './refused';

type Told = Extract<
  InstrumentEvent,
  { kind: 'container.moved' | 'step.started' | 'step.finished' }
>;

/** An instrument tells what it does itself as an orchestrator may: its name and key stay. */
function asOrchestrator(ctx: KeyCtx): KeyCtx {
  return { ...ctx, actor: { ...ctx.actor, role: 'orchestrator' } };
}

async function refuseForeign(
  ctx: KeyCtx,
  device: InboxDevice,
  names: readonly string[],
  what: string,
): Promise<void> {
  const ids = await deviceIdsOf(ctx.db, ctx, names);
  if (names.some((name) => ids.get(name) === device.id)) return;
  throw new Refused(
    'not_allowed',
    `${device.name} tells of itself alone: ${what} of ${names.join(' and ')} is for an orchestrator to tell.`,
  );
}

async function refuseForeignStep(ctx: KeyCtx, device: InboxDevice, id: string): Promise<void> {
  const step = isId(id)
    ? await ctx.db.step.findFirst({ where: { id }, select: { deviceId: true } })
    : null;
  if (step?.deviceId === device.id) return;
  throw new Refused('refused', `${device.name} has no step ${id}: name one that it has begun.`);
}

/** Moves a container, or records a step, of the device that tells it. */
export async function callPlatform(ctx: KeyCtx, device: InboxDevice, event: Told): Promise<void> {
  const acting = asOrchestrator(ctx);
  switch (event.kind) {
    case 'container.moved': {
      const given = parseInput(MoveByPlaceWithStep, event.data);
      const ends = [given.source_device, given.target_device];
      await refuseForeign(ctx, device, ends, 'a move');
      if (given.step) await refuseForeign(ctx, device, [given.step.device], 'a step');
      await moveWithStep(acting, null, given);
      return;
    }
    case 'step.started': {
      const step = parseInput(NewStep, event.data);
      await refuseForeign(ctx, device, [step.device], 'a step');
      await recordSteps(acting, { rows: [step], many: false });
      return;
    }
    case 'step.finished': {
      const { id, ...end } = parseInput(StepFinished, event.data);
      await refuseForeignStep(ctx, device, id);
      await endStep(acting, id, { finish: event.at, ...end });
      return;
    }
  }
}
