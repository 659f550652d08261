import type { Metadata } from 'next';
import { Plus } from 'lucide-react';
import { newRuleHref } from '@/components/alerts/addresses';
import { AlertTabs } from '@/components/alerts/alert-tabs';
import { LastRunNotice } from '@/components/alerts/last-run-notice';
import { BrokenRules } from '@/components/alerts/rules/broken-rules';
import { RuleList } from '@/components/alerts/rules/rule-list';
import { Follow } from '@/components/live/follow';
import { ListBody } from '@/components/specimens/list-body';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { Select } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { readLastRun } from '@/lib/alerts/engine/last-run';
import { KIND_FACTS } from '@/lib/alerts/kinds/kind-facts';
import { KIND_NAMES } from '@/lib/alerts/kinds/params';
import { AlertRulesQuery } from '@/lib/alerts/rules/contract';
import { lastFired } from '@/lib/alerts/rules/last-fired';
import { listRules } from '@/lib/alerts/rules/list-rules';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import {
  filterChips,
  pageHref,
  readPageAddress,
  type GivenParams,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { changeRuleAction, removeRuleAction } from './actions';

export const metadata: Metadata = { title: 'Alert rules' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const FILTERS = ['q', 'kind', 'enabled'] as const;
const PAGE_ROWS = 50;

const KIND_OPTIONS = KIND_NAMES.map((kind) => ({ value: kind, label: KIND_FACTS[kind].label }));
const ON_OPTIONS = [
  { value: 'true', label: 'On' },
  { value: 'false', label: 'Off' },
];
const LABELS = { q: 'Name', kind: 'Kind', enabled: 'Switched' };
type Choice = { value: string; label: string };
const OPTIONS: Record<(typeof FILTERS)[number], readonly Choice[]> = {
  q: [],
  kind: KIND_OPTIONS,
  enabled: ON_OPTIONS,
};

export default async function RulesPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const path = `/${slug}/alerts/rules`;
  const address = readPageAddress([...FILTERS, 'cursor'], await searchParams);
  const [q, kind, enabled] = FILTERS.map((name) => address[name][0]);
  const [cursor] = address.cursor;
  const run = await readLastRun(ctx);
  const answer = await found(async () => {
    const query = parseInput(AlertRulesQuery, {
      ...Object.fromEntries(
        Object.entries({ q, kind, enabled, cursor }).filter(([, value]) => value !== undefined),
      ),
      limit: String(PAGE_ROWS),
    });
    const list = await listRules(ctx, query);
    const fired = await lastFired(
      ctx,
      list.data.map(({ id }) => id),
    );
    return { ...list, fired };
  });
  const rules = answer.ok ? answer.data.data : [];
  const next = answer.ok ? answer.data.next_cursor : null;
  const may = actorMay(ctx.actor, 'rules.write');
  const add = may ? (
    <LinkButton href={newRuleHref(slug)} variant="primary" icon={<Plus aria-hidden="true" />}>
      New rule
    </LinkButton>
  ) : undefined;
  return (
    <div className="space-y-5">
      <Follow kinds={['alert']} />
      <PageHeader
        title="Alert rules"
        description={
          may
            ? 'What the lab is watched for, how bad it is, and who is told. Looked at every 30 seconds.'
            : 'What the lab is watched for, how bad it is, and who is told. A manager makes and changes them.'
        }
        actions={add}
      />
      <AlertTabs labSlug={slug} current="rules" />
      <LastRunNotice run={run} labSlug={slug} timeZone={timeZone} />
      <BrokenRules
        rules={answer.ok ? answer.data.broken : []}
        labSlug={slug}
        remove={may ? removeRuleAction : null}
      />
      <FilterBar
        action={path}
        lead={
          <Field label="Name" name="q">
            <SearchInput
              key={q ?? ''}
              label="Part of a name"
              placeholder="Part of a name"
              defaultValue={q}
            />
          </Field>
        }
        active={filterChips(path, address, FILTERS, (name) => ({
          label: LABELS[name],
          value: (text) => OPTIONS[name].find((one) => one.value === text)?.label ?? text,
        }))}
        resetHref={path}
      >
        <Field label={LABELS.kind} name="kind" key={`k ${kind ?? ''}`}>
          <Select placeholder="Any" options={KIND_OPTIONS} defaultValue={kind ?? ''} />
        </Field>
        <Field label={LABELS.enabled} name="enabled" key={`e ${enabled ?? ''}`}>
          <Select placeholder="On or off" options={ON_OPTIONS} defaultValue={enabled ?? ''} />
        </Field>
      </FilterBar>
      <ListBody
        outcome={answer.ok ? { ok: true, rows: rules } : answer}
        filtered={FILTERS.some((name) => address[name].length > 0)}
        resetHref={path}
        none={
          <EmptyState title="No rules yet" actions={add}>
            Without a rule nobody is told of anything.
          </EmptyState>
        }
        summary={
          next || cursor
            ? `${rules.length} on this page`
            : `${rules.length} rule${rules.length === 1 ? '' : 's'}`
        }
        previousHref={cursor === undefined ? null : pageHref(path, address)}
        nextHref={next === null ? null : pageHref(path, address, { cursor: next })}
      >
        <RuleList
          rules={rules}
          fired={answer.ok ? answer.data.fired : new Map()}
          labSlug={slug}
          timeZone={timeZone}
          change={may ? changeRuleAction : null}
        />
      </ListBody>
    </div>
  );
}
