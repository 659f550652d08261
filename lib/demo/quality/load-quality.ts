import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns, type Actor } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import { judgeCsv } from '@/lib/quality/judge/judge-csv';
import { changeRuleSet } from '@/lib/quality/rule-sets/change-rule-set';
import { createRuleSet } from '@/lib/quality/rule-sets/create-rule-set';
import { builtInRules, rulesOfSet } from '@/lib/quality/runs/choose-rules';
import { endRun } from '@/lib/quality/runs/end-run';
import { judgeContext } from '@/lib/quality/runs/judge-context';
import { judgeLab } from '@/lib/quality/runs/judge-lab';
import { labTable } from '@/lib/quality/runs/lab-tables';
import type { ChosenRules } from '@/lib/quality/runs/stored-rules';
import { ViolationKeeper } from '@/lib/quality/runs/violation-keeper';
import type { QualityScenario } from './quality-scenario';

/** The audit event by which a lab's runs of data quality are known to be complete. */
export const QUALITY_LOADED = 'demo.load_quality';

const DAY = 86_400_000;
/** Of a run from its asking to its end, as a worker that is not busy takes. */
const TOOK_MS = 2_400;

type Run = { id: string; ctx: Ctx; rules: ChosenRules };

/** A run that has begun at its ctx's now. */
async function begin(
  ctx: Ctx,
  rules: ChosenRules,
  of:
    | { source: 'csv'; trigger: 'asked'; fileName: string; fileSize: number }
    | { source: 'lab'; trigger: 'schedule'; from: Date; to: Date },
): Promise<Run> {
  const id = newId();
  await ctx.db.qualityRun.create({
    data: {
      id,
      labId: ctx.lab.id,
      ...of,
      ...rules,
      status: 'running',
      attempts: 1,
      ...actorColumns(ctx.actor),
      requestId: ctx.requestId,
      createdAt: ctx.now,
      startedAt: ctx.now,
    },
  });
  return { id, ctx, rules };
}

/** Judges the tests of the day before, as a scheduled run would have. */
async function judgeDay(ctx: Ctx, set: { id: string; version: number; name: string }) {
  const { lab, now: to } = ctx;
  const from = new Date(to.getTime() - DAY);
  const rules = await rulesOfSet(ctx.db, set);
  const run = await begin(ctx, rules, { source: 'lab', trigger: 'schedule', from, to });
  const keeper = new ViolationKeeper(lab.id, run.id);
  const judgement = await judgeLab(
    rules.rules.rules,
    { ...(await judgeContext(ctx)), dateOrder: 'dmy' },
    (name) => labTable(name, lab.id, { kind: 'period', from, to }, () => keeper.makeRoom()),
    { violation: keeper.take.bind(keeper), progress: () => undefined },
  );
  await keeper.flush();
  await finish(run, { judgement, rules: rules.rules });
}

async function judgeFile(ctx: Ctx, { name, text }: QualityScenario['file']) {
  const rules = builtInRules();
  const bytes = Buffer.from(text);
  const run = await begin(ctx, rules, {
    source: 'csv',
    trigger: 'asked',
    fileName: name,
    fileSize: bytes.length,
  });
  const keeper = new ViolationKeeper(ctx.lab.id, run.id);
  const open = async function* () {
    yield bytes;
  };
  const judged = await judgeCsv(open, rules.rules.rules, await judgeContext(ctx), {
    violation: keeper.take.bind(keeper),
  });
  await keeper.flush();
  const { judgement, rules: applied } = judged;
  await finish(run, { judgement, rules: { rules: applied, notes: rules.rules.notes } });
}

async function finish(
  { id, ctx }: Run,
  found: Omit<Extract<Parameters<typeof endRun>[2], { status: 'finished' }>, 'status'>,
): Promise<void> {
  await endRun(ctx, id, { status: 'finished', ...found }, 1);
  const finishedAt = new Date(ctx.now.getTime() + TOOK_MS);
  await ctx.db.qualityRun.updateMany({ where: { id }, data: { finishedAt } });
}

/**
 * Makes a lab's rule set as its manager did, and judges its days by it, each as it would have been
 * on that day, and one file. Nothing, in a lab that has rule sets or runs already.
 */
export async function loadQuality(
  ctx: Ctx,
  scenario: QualityScenario,
  people: { manager: Actor; supervisor: Actor },
  end: Date,
): Promise<void> {
  const { name, description, versions, since, file } = scenario;
  if ((await ctx.db.ruleSet.count()) > 0 || (await ctx.db.qualityRun.count()) > 0) return;
  const on = (daysAgo: number): Date => new Date(end.getTime() - daysAgo * DAY);
  const manager = (at: Date): Ctx => ({ ...ctx, actor: people.manager, now: at });
  const schedule = (at: Date): Ctx => ({
    ...ctx,
    actor: { kind: 'system', job: 'schedule' },
    now: at,
  });
  const saves = versions.map((version) => ({ ...version, at: on(version.daysAgo) }));
  let set: { id: string; version: number; name: string } | null = null;
  for (let daysAgo = since; daysAgo > 0; daysAgo -= 1) {
    const at = on(daysAgo - 0.25);
    while (saves[0] && saves[0].at <= at) {
      const { at: savedAt, text } = saves[0];
      saves.shift();
      set = set
        ? await changeRuleSet(manager(savedAt), set.id, { text })
        : await createRuleSet(manager(savedAt), {
            name,
            description,
            text,
            every_hours: 24,
            days: 1,
            after_import: false,
          });
    }
    if (set) await judgeDay(schedule(at), set);
  }
  await judgeFile({ ...ctx, actor: people.supervisor, now: on(1.4) }, file);
  await recordAuditEvent(ctx.db, ctx, {
    action: QUALITY_LOADED,
    entity: 'lab',
    entityId: ctx.lab.id,
    after: { rule_set: name, runs: await ctx.db.qualityRun.count() },
  });
}
