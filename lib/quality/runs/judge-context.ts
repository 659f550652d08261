import type { Ctx } from '@/lib/platform/context';
import { readLabRules } from '@/lib/specimens/lab-rules';
import type { JudgeContext } from '../judge/judge-context';

/** State → the states that may follow, of the lab's workflow. */
async function transitionsOf(ctx: Ctx): Promise<Record<string, string[]>> {
  const { states, transitions } = await readLabRules(ctx);
  const open = states.flatMap(({ key, kind }) => (kind === 'open' ? [key] : []));
  const next = new Map<string, Set<string>>(states.map(({ key }) => [key, new Set()]));
  for (const { from, to } of transitions) {
    const after = next.get(from);
    // An action without an end leads back to the state before, whichever that was.
    for (const state of to === null ? open : [to]) after?.add(state);
  }
  return Object.fromEntries([...next].map(([state, after]) => [state, [...after]]));
}

/** What of the lab rules are judged against. Retired assays and devices stay known. */
export async function judgeContext(ctx: Ctx): Promise<Omit<JudgeContext, 'dateOrder'>> {
  const [assays, devices, transitions] = await Promise.all([
    ctx.db.assay.findMany({ select: { code: true } }),
    ctx.db.device.findMany({ select: { name: true } }),
    transitionsOf(ctx),
  ]);
  return {
    now: ctx.now,
    timeZone: ctx.lab.timeZone,
    known: {
      assay: assays.map(({ code }) => code),
      device: devices.map(({ name }) => name),
    },
    transitions,
  };
}
