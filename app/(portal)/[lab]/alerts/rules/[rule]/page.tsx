import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { alertsHref, deliveriesHref, rulesHref } from '@/components/alerts/addresses';
import { AlertTabs } from '@/components/alerts/alert-tabs';
import { RemoveRule } from '@/components/alerts/rules/remove-rule';
import { draftOf } from '@/components/alerts/rules/rule-draft';
import { RuleEditor } from '@/components/alerts/rules/rule-editor';
import { RuleFacts } from '@/components/alerts/rules/rule-facts';
import { conditionText } from '@/components/alerts/rules/rule-words';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { KIND_FACTS } from '@/lib/alerts/kinds/kind-facts';
import type { AlertRule } from '@/lib/alerts/rules/contract';
import { lastFired } from '@/lib/alerts/rules/last-fired';
import { readRule } from '@/lib/alerts/rules/read-rule';
import { pageCtx, type PageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import {
  changeRuleAction,
  dryRunRuleAction,
  makeRuleAction,
  removeRuleAction,
  tryRuleAction,
} from '../actions';
import { editorChoices } from '../editor-choices';

export const metadata: Metadata = { title: 'Alert rule' };

type Props = { params: Promise<{ lab: string; rule: string }> };

async function load(ctx: PageCtx, id: string): Promise<AlertRule> {
  try {
    return await readRule(ctx, id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    // One that is not understood stands above the others, with why.
    if (error instanceof AppError && error.code === 'conflict') redirect(rulesHref(ctx.lab.slug));
    throw error;
  }
}

export default async function RulePage({ params }: Props) {
  const { lab: labSlug, rule: id } = await params;
  const ctx = await pageCtx(labSlug);
  const { slug, timeZone } = ctx.lab;
  const rule = await load(ctx, id);
  const fired = (await lastFired(ctx, [rule.id])).get(rule.id) ?? null;
  const may = actorMay(ctx.actor, 'rules.write');
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[{ label: 'Rules', href: rulesHref(slug) }]}
        title={rule.name}
        description={`${KIND_FACTS[rule.kind].label}: ${conditionText(rule)}`}
        actions={
          may ? <RemoveRule labSlug={slug} rule={rule} remove={removeRuleAction} /> : undefined
        }
      />
      <AlertTabs labSlug={slug} current="rules" />
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-dense">
        {rule.enabled ? <Badge tone="positive">On</Badge> : <Badge>Off</Badge>}
        <TextLink href={alertsHref(slug, { rule: rule.id })}>
          {rule.open === 1 ? '1 open alert' : `${rule.open.toLocaleString('en')} open alerts`}
        </TextLink>
        <TextLink href={alertsHref(slug, { rule: rule.id, status: 'resolved' })}>
          Past alerts
        </TextLink>
        <TextLink href={deliveriesHref(slug, { rule: rule.id })}>Deliveries</TextLink>
        <span className="text-muted">
          {fired === null ? (
            'Never fired yet'
          ) : (
            <>
              Last fired <LabTime time={fired.toISOString()} timeZone={timeZone} />
            </>
          )}
        </span>
      </p>
      {may ? (
        <RuleEditor
          key={rule.version}
          labSlug={slug}
          timeZone={timeZone}
          draft={draftOf(rule)}
          {...await editorChoices(ctx)}
          actions={{
            make: makeRuleAction,
            change: changeRuleAction,
            remove: removeRuleAction,
            dryRun: dryRunRuleAction,
            tryOut: tryRuleAction,
          }}
        />
      ) : (
        <RuleFacts rule={rule} />
      )}
    </div>
  );
}
