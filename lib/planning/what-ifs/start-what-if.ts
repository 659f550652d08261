import { randomInt } from 'node:crypto';
import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField, refuseFields } from '@/lib/platform/errors';
import type { Baseline, NewWhatIf } from '../contract';
import { fitPeriod } from '../fit/fit-period';
import { nameScenarios } from '../fit/name-scenarios';
import type { PlanningModel } from '../model';
import { queueWhatIf } from './queue-what-if';

/** 422 where the period has nothing to simulate, saying what to do. */
export function refuseEmpty(fit: Baseline, model: PlanningModel): void {
  if (fit.state === 'empty') {
    throw invalidField('from', 'no test was received in this period; choose another one');
  }
  if (model.groups.length > 0) return;
  const waiting = fit.groups.map(({ name }) => `“${name}”`).join(', ');
  throw invalidField(
    'groups',
    `say how these work, for their history has no started times: ${waiting}`,
  );
}

/** A seed nobody chose. */
export const anySeed = () => randomInt(2 ** 32);

/** Fits the period and has its scenarios simulated. */
export async function startWhatIf(ctx: Ctx, asked: NewWhatIf): Promise<{ id: string }> {
  authorize(ctx, 'what_if.run');
  const { from, to, groups: edits, stat_first: statFirst, runs } = asked;
  const { baseline, model, names } = await fitPeriod(ctx, { from, to }, { edits, statFirst });
  refuseEmpty(baseline, model);
  const { scenarios, faults } = nameScenarios(asked.scenarios, names, model);
  refuseFields(faults);
  const seed = asked.seed ?? anySeed();
  return queueWhatIf(ctx, {
    name: asked.name ?? '',
    from,
    to,
    question: {
      kind: 'what_if',
      fit: baseline,
      simulation: { model, scenarios, seed, runs },
      came: null,
    },
  });
}
