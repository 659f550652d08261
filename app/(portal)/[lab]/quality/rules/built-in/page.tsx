import type { Metadata } from 'next';
import { Copy, FileCheck2 } from 'lucide-react';
import { Follow } from '@/components/live/follow';
import { checkFileHref, newRuleSetHref, qualityHref } from '@/components/quality/addresses';
import { JudgeLabButton } from '@/components/quality/judge-lab';
import { RuleSetHistory } from '@/components/quality/rule-set-history';
import { RulesView } from '@/components/quality/rules-view';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { BUILT_IN } from '@/lib/quality/built-in-ref';
import { BUILT_IN_RULES } from '@/lib/quality/dialect/built-in';
import { builtInRules } from '@/lib/quality/runs/choose-rules';
import { runHistory } from '@/lib/quality/runs/run-history';
import { judgeLabAction } from '../../actions';

export const metadata: Metadata = { title: 'Built-in rules' };

const RUNS_SHOWN = 30;

export default async function BuiltInPage({ params }: { params: Promise<{ lab: string }> }) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const runs = (await runHistory(ctx, [BUILT_IN], RUNS_SHOWN)).get(BUILT_IN) ?? [];
  const { rulesName, rules } = builtInRules();
  return (
    <div className="space-y-5">
      <Follow kinds={['quality']} />
      <PageHeader
        title={rulesName}
        description="What is judged by where no rules are chosen. They come with the portal; a copy can be changed."
        crumbs={[{ label: 'Data quality', href: qualityHref(slug) }]}
        actions={
          <>
            {actorMay(ctx.actor, 'quality.run') ? (
              <JudgeLabButton
                labSlug={slug}
                sets={[{ ref: BUILT_IN, name: rulesName, days: 7 }]}
                judge={judgeLabAction}
              />
            ) : null}
            {actorMay(ctx.actor, 'rules.write') ? (
              <LinkButton
                href={newRuleSetHref(slug, 'Built-in rules')}
                icon={<Copy aria-hidden="true" />}
              >
                Make a copy
              </LinkButton>
            ) : null}
            <LinkButton href={checkFileHref(slug)} icon={<FileCheck2 aria-hidden="true" />}>
              Check a file
            </LinkButton>
          </>
        }
      />
      <RulesView rules={rules.rules} text={BUILT_IN_RULES} />
      <RuleSetHistory labSlug={slug} timeZone={timeZone} id={null} name={rulesName} runs={runs} />
    </div>
  );
}
