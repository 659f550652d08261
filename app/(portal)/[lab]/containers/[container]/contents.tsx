import { ContentsActions } from '@/components/containers/contents-actions';
import { ContentsCard } from '@/components/containers/contents-card';
import { contentsActions } from '@/lib/containers/contents/contents-actions';
import { earlierContents } from '@/lib/containers/contents/earlier-contents';
import { specimensOfContainer } from '@/lib/containers/contents/specimens-of-container';
import type { Container } from '@/lib/containers/contract';
import type { PageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { benchOf } from '../../bench/bench-of';
import { transitionManyAction } from '../../specimens/actions';

/** What is in a container, and what may be done to all of it at once. */
export async function Contents({ ctx, container }: { ctx: PageCtx; container: Container }) {
  const { lab, actor } = ctx;
  const { id, filled, removed } = container;
  const rules = await readLabRules(ctx);
  const [held, earlier] = await Promise.all([
    specimensOfContainer(ctx, id, rules),
    earlierContents(ctx, id),
  ]);
  const specimens = held.map(({ specimen }) => specimen);
  const mayAct = actorMay(actor, 'tests.move') && !removed && specimens.length > 0;
  const bench = mayAct ? await benchOf(ctx, rules) : null;
  return (
    <ContentsCard
      labSlug={lab.slug}
      timeZone={lab.timeZone}
      held={held}
      earlier={earlier}
      stateLabels={new Map(rules.states.map(({ key, label }) => [key, label]))}
      filled={filled}
      removed={removed}
      actions={
        bench ? (
          <ContentsActions
            bench={bench}
            act={transitionManyAction}
            actions={contentsActions(specimens, { rules, actor, options: bench.options })}
            total={new Set(specimens.map(({ specimen_id: number }) => number)).size}
          />
        ) : null
      }
    />
  );
}
