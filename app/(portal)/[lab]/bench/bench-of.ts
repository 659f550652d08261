import type { Bench } from '@/components/bench/bench-context';
import type { PageCtx } from '@/lib/entry/page';
import { actionOptions } from '@/lib/specimens/transitions/action-options';
import type { LabRules } from '@/lib/specimens/lab-rules';

/** What pages with actions hand to them: who works, where, and the lab's actions. */
export async function benchOf(ctx: PageCtx, rules?: LabRules): Promise<Bench> {
  return {
    labSlug: ctx.lab.slug,
    timeZone: ctx.lab.timeZone,
    role: ctx.actor.role,
    signer: { name: ctx.person.name, demo: ctx.person.demo },
    options: await actionOptions(ctx, rules),
  };
}
