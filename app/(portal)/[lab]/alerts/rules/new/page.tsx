import type { Metadata } from 'next';
import { newRuleHref, rulesHref } from '@/components/alerts/addresses';
import { AlertTabs } from '@/components/alerts/alert-tabs';
import { KindChooser } from '@/components/alerts/rules/kind-chooser';
import { newDraft } from '@/components/alerts/rules/rule-draft';
import { RuleEditor } from '@/components/alerts/rules/rule-editor';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { KIND_NAMES } from '@/lib/alerts/kinds/params';
import { pageCtx } from '@/lib/entry/page';
import { valuesOf, type GivenParams } from '@/lib/platform/http/page-address';
import {
  changeRuleAction,
  dryRunRuleAction,
  makeRuleAction,
  removeRuleAction,
  tryRuleAction,
} from '../actions';
import { editorChoices } from '../editor-choices';

export const metadata: Metadata = { title: 'New alert rule' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

export default async function NewRulePage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'rules.write');
  const { slug, timeZone } = ctx.lab;
  const [asked] = valuesOf((await searchParams).kind);
  const kind = KIND_NAMES.find((one) => one === asked);
  const crumbs = [{ label: 'Rules', href: rulesHref(slug) }];
  if (kind === undefined) {
    return (
      <div className="space-y-5">
        <PageHeader crumbs={crumbs} title="New rule" description="What shall it find?" />
        <AlertTabs labSlug={slug} current="rules" />
        <KindChooser labSlug={slug} />
      </div>
    );
  }
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[...crumbs, { label: 'New rule', href: newRuleHref(slug) }]}
        title="New rule"
        actions={<LinkButton href={newRuleHref(slug)}>Another kind</LinkButton>}
      />
      <AlertTabs labSlug={slug} current="rules" />
      <RuleEditor
        key={kind}
        labSlug={slug}
        timeZone={timeZone}
        draft={newDraft(kind)}
        {...await editorChoices(ctx)}
        actions={{
          make: makeRuleAction,
          change: changeRuleAction,
          remove: removeRuleAction,
          dryRun: dryRunRuleAction,
          tryOut: tryRuleAction,
        }}
      />
    </div>
  );
}
