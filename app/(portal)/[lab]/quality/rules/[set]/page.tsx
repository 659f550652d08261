import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { FileCheck2 } from 'lucide-react';
import { Follow } from '@/components/live/follow';
import {
  checkFileHref,
  qualityHref,
  RULE_SET_VIEWS,
  ruleSetHref,
  runHref,
  type RuleSetView,
} from '@/components/quality/addresses';
import { JudgeLabButton } from '@/components/quality/judge-lab';
import { NoteList } from '@/components/quality/note-list';
import { RemoveRuleSet } from '@/components/quality/remove-rule-set';
import { RuleSetEditor } from '@/components/quality/rule-set-editor';
import { RuleSetHistory } from '@/components/quality/rule-set-history';
import { RulesView } from '@/components/quality/rules-view';
import { VerdictBadge } from '@/components/quality/verdict-badge';
import { scheduleWords } from '@/components/quality/verdict-words';
import { VersionView } from '@/components/quality/version-view';
import { Alert } from '@/components/ui/alert';
import { LabTime } from '@/components/ui/lab-time';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx, type PageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import { readPageAddress, type GivenParams } from '@/lib/platform/http/page-address';
import { isId } from '@/lib/platform/ids';
import type { RuleSetInFull, RuleSetVersionInFull } from '@/lib/quality/contract';
import { readRuleSet } from '@/lib/quality/rule-sets/read-rule-set';
import { readRuleSetVersion } from '@/lib/quality/rule-sets/read-version';
import { runHistory } from '@/lib/quality/runs/run-history';
import { judgeLabAction, removeRuleSetAction } from '../../actions';
import { editorParts } from '../editor-parts';

export const metadata: Metadata = { title: 'Rule set' };

type Props = { params: Promise<{ lab: string; set: string }>; searchParams: Promise<GivenParams> };

const RUNS_SHOWN = 30;
const VIEW_LABELS: Readonly<Record<RuleSetView, string>> = {
  rules: 'Rules',
  history: 'History',
  versions: 'Versions',
};

async function orNotFound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

function versionOf(ctx: PageCtx, id: string, given: string): Promise<RuleSetVersionInFull> {
  const version = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  return orNotFound(() => readRuleSetVersion(ctx, id, version));
}

async function History({ ctx, ruleSet }: { ctx: PageCtx; ruleSet: RuleSetInFull }) {
  const runs = await runHistory(ctx, [ruleSet.id], RUNS_SHOWN);
  return (
    <RuleSetHistory
      labSlug={ctx.lab.slug}
      timeZone={ctx.lab.timeZone}
      id={ruleSet.id}
      name={ruleSet.name}
      runs={runs.get(ruleSet.id) ?? []}
    />
  );
}

export default async function RuleSetPage({ params, searchParams }: Props) {
  const { lab, set: id } = await params;
  const ctx = await pageCtx(lab);
  const { slug, timeZone } = ctx.lab;
  if (!isId(id)) notFound();
  const ruleSet = await orNotFound(() => readRuleSet(ctx, id));
  const address = readPageAddress(['view', 'version', 'from'], await searchParams);
  const view = RULE_SET_VIEWS.find((one) => one === address.view[0]) ?? 'rules';
  const [wanted = String(ruleSet.version)] = address.version;
  const [from] = address.from;
  const mayWrite = actorMay(ctx.actor, 'rules.write');
  const earlier = mayWrite && from !== undefined ? await versionOf(ctx, ruleSet.id, from) : null;
  const { name, description, version, every_hours, days, after_import, last_run: last } = ruleSet;
  return (
    <div className="space-y-5">
      <Follow kinds={['quality']} />
      <PageHeader
        title={name}
        description={description || undefined}
        crumbs={[{ label: 'Data quality', href: qualityHref(slug) }]}
        actions={
          <>
            {actorMay(ctx.actor, 'quality.run') ? (
              <JudgeLabButton
                labSlug={slug}
                sets={[{ ref: ruleSet.id, name, days }]}
                judge={judgeLabAction}
              />
            ) : null}
            <LinkButton
              href={checkFileHref(slug, ruleSet.id)}
              icon={<FileCheck2 aria-hidden="true" />}
            >
              Check a file
            </LinkButton>
            {mayWrite ? (
              <RemoveRuleSet
                labSlug={slug}
                ruleSet={{ id: ruleSet.id, name, version }}
                remove={removeRuleSetAction}
              />
            ) : null}
          </>
        }
      />
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-dense">
        {last ? (
          <span className="inline-flex items-center gap-2">
            <VerdictBadge verdict={last.verdict} />
            <TextLink href={runHref(slug, last.id)}>
              <LabTime time={last.finished_at} timeZone={timeZone} />
            </TextLink>
          </span>
        ) : (
          <span className="text-muted">The lab’s data was not judged by it yet</span>
        )}
        <span className="text-muted">
          Runs {scheduleWords({ every_hours, after_import })}, over {days}{' '}
          {days === 1 ? 'day' : 'days'}
        </span>
        <span className="text-muted">
          Version {version} by {ruleSet.changed_by},{' '}
          <LabTime time={ruleSet.changed_at} timeZone={timeZone} />
        </span>
      </p>
      <LinkTabs
        label="Rule set"
        tabs={RULE_SET_VIEWS.map((one) => ({
          href: ruleSetHref(slug, ruleSet.id, { view: one }),
          label: VIEW_LABELS[one],
          current: one === view,
          ...(one === 'versions' ? { count: version } : {}),
        }))}
      />
      {view === 'history' ? <History ctx={ctx} ruleSet={ruleSet} /> : null}
      {view === 'versions' ? (
        <VersionView
          ruleSet={ruleSet}
          chosen={await versionOf(ctx, ruleSet.id, wanted)}
          labSlug={slug}
          timeZone={timeZone}
          mayWrite={mayWrite}
        />
      ) : null}
      {view === 'rules' && mayWrite ? (
        <>
          {earlier ? (
            <Alert tone="info">
              This is the text of version {earlier.version}. Saved, it becomes version {version + 1}
              .
            </Alert>
          ) : null}
          <RuleSetEditor
            key={earlier?.version ?? 'present'}
            labSlug={slug}
            timeZone={timeZone}
            saved={{ id: ruleSet.id, version }}
            settings={{ name, description, every_hours, days, after_import }}
            text={earlier?.text ?? ruleSet.text}
            templates={[]}
            {...editorParts()}
          />
        </>
      ) : null}
      {view === 'rules' && !mayWrite ? (
        <>
          <RulesView rules={ruleSet.rules} text={ruleSet.text} />
          <NoteList
            notes={ruleSet.notes}
            title="How spellings of other kits are read"
            description="What each is taken for."
          />
        </>
      ) : null}
    </div>
  );
}
