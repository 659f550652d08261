// The measuring half of npm run bench:alerts, in the database of DATABASE_URL.
import { z } from 'zod';
import { evaluateLab, type Evaluation } from '@/lib/alerts/engine/evaluate-lab';
import type { Kinds } from '@/lib/alerts/engine/find-all';
import type { AlertKind } from '@/lib/alerts/kinds/kind';
import { KINDS } from '@/lib/alerts/kinds/kind-list';
import type { KindName } from '@/lib/alerts/kinds/params';
import { percentile } from '@/lib/metrics/percentiles';
import { commandCtx, optionsOf, runAs, UsageError } from '@/lib/people/command-line';
import type { Ctx } from '@/lib/platform/context';
import { pool } from '@/lib/platform/db/client';
import { makeRules } from './bench/alert-rules';
import { changeTests, seedAlerts } from './bench/alerts-seed';
import { LAB_SLUG, makeCatalogue } from './bench/catalogue';
import { cpuSeconds } from './bench/cpu-seconds';
import { machineFacts } from './bench/machine';
import { naiveEvaluation } from './bench/naive-alerts';
import { table } from './bench/table';
import { secondsOf } from './bench/timing';

const HELP = `
Measures whole evaluations of 50 alert rules of all kinds over a lab that is far behind, beside a
plain way that reads every open test for every rule.

  npm run bench:alerts -- [--open N] [--done N] [--steady N] [--keep]

  --open    open tests (default: 100000)
  --done    tests done in the last 30 days (default: 300000)
  --steady  evaluations between which little changes (default: 20)
  --keep    leave the database, for a look at its plans`;

/** What bin/bench-alerts.mjs tells by the environment. */
const Given = z.object({ BENCH_SUPERUSER_URL: z.string(), BENCH_VERSION: z.string() });

const EVERY_MS = 30_000;
const CHANGED = 1_000;

type Measured = {
  evaluation: Evaluation;
  wall: number;
  program: number;
  server: number;
  kinds: Map<KindName, number>;
};

const say = (text: string) => process.stdout.write(`${text}\n`);
const whole = (count: number) => Math.round(count).toLocaleString('en-GB');
const number = (ms: number) => (ms >= 100 ? whole(ms) : ms.toFixed(1));

/** The same kind, which notes how long it takes to find. */
function timedKind<K extends KindName>(
  kind: AlertKind<K>,
  took: Map<KindName, number>,
): AlertKind<K> {
  return {
    ...kind,
    async find(world, rules) {
      const began = performance.now();
      const found = await kind.find(world, rules);
      took.set(kind.name, performance.now() - began);
      return found;
    },
  };
}

function timedKinds(took: Map<KindName, number>): Kinds {
  return {
    sla_breach: timedKind(KINDS.sla_breach, took),
    at_risk: timedKind(KINDS.at_risk, took),
    missing_specimen: timedKind(KINDS.missing_specimen, took),
    critical_unhandled: timedKind(KINDS.critical_unhandled, took),
    error_rate: timedKind(KINDS.error_rate, took),
    rejection_rate: timedKind(KINDS.rejection_rate, took),
    throughput: timedKind(KINDS.throughput, took),
    device: timedKind(KINDS.device, took),
    import_failed: timedKind(KINDS.import_failed, took),
    quarantined_messages: timedKind(KINDS.quarantined_messages, took),
  };
}

async function measured(ctx: Ctx, now: Date): Promise<Measured> {
  const kinds = new Map<KindName, number>();
  const before = await cpuSeconds();
  const began = performance.now();
  const evaluation = await evaluateLab(ctx.lab, now, 'asked', { kinds: timedKinds(kinds) });
  const wall = performance.now() - began;
  const after = await cpuSeconds();
  if (!evaluation) throw new Error('Whoever waits for an evaluation gets one');
  for (const [rule, reason] of evaluation.failures) throw new Error(`${rule}: ${reason}`);
  const [program, server] = [after.program - before.program, after.server - before.server];
  return { evaluation, wall, program: 1000 * program, server: 1000 * server, kinds };
}

const PHASES = ['state', 'find', 'step', 'tell', 'save'] as const;
const PHASE_TEXT = {
  state: 'reading rules, alerts and groups',
  find: 'finding',
  step: 'deciding',
  tell: 'making cards',
  save: 'saving',
} as const;

type Runs = { name: string; runs: readonly Measured[] };

/** One column for a single evaluation, the median and the worst of several. */
function columns(groups: readonly Runs[], of: (one: Measured) => number): string[] {
  return groups.flatMap(({ runs }) => {
    const values = runs.map(of);
    const median = number(percentile(values, 0.5) ?? 0);
    return runs.length === 1 ? [median] : [median, number(Math.max(...values))];
  });
}

function sayTimes(groups: readonly Runs[]): void {
  const header = groups.flatMap(({ name, runs }) =>
    runs.length === 1 ? [name] : [`${name} p50`, 'max'],
  );
  const lines = [
    ['whole evaluation', ...columns(groups, ({ wall }) => wall)],
    ['CPU of the program', ...columns(groups, ({ program }) => program)],
    ['CPU of the server', ...columns(groups, ({ server }) => server)],
    ...PHASES.flatMap((phase) => [
      [PHASE_TEXT[phase], ...columns(groups, ({ evaluation }) => evaluation.took[phase])],
      ...(phase === 'find'
        ? Object.values(KINDS).map(({ name }) => [
            `– ${name}`,
            ...columns(groups, ({ kinds }) => kinds.get(name) ?? 0),
          ])
        : []),
    ]),
  ];
  say(`${table(['ms', ...header], lines)}\n`);
}

function sayFound(groups: readonly Runs[]): void {
  const lines = groups.map(({ name, runs }) => {
    const sum = (of: (one: Evaluation) => number) =>
      whole(runs.reduce((total, { evaluation }) => total + of(evaluation), 0) / runs.length);
    return [
      name,
      sum(({ step }) => step.alerts.filter(({ resolvedAt }) => resolvedAt === null).length),
      sum(({ step }) => step.changes.length),
      sum(({ told }) => told.length),
    ];
  });
  say(`${table(['an evaluation on average', 'alerts that stand', 'changes', 'cards'], lines)}\n`);
}

async function bench(open: number, done: number, steady: number): Promise<void> {
  const given = Given.parse(process.env);
  const catalogue = await makeCatalogue();
  const now = new Date();
  const tests = { done, open, now };
  const took = await secondsOf(() => seedAlerts(given.BENCH_SUPERUSER_URL, catalogue, tests));
  const ctx = await commandCtx(LAB_SLUG);
  await makeRules(ctx);
  for (const fact of await machineFacts(pool(), given.BENCH_VERSION)) say(`- ${fact}`);
  say(
    `- ${whole(open)} open tests, ${whole(done)} done in 30 days, made in ${took.toFixed(0)} s; 50 rules, five of each kind\n`,
  );

  let at = now.getTime();
  const next = () => measured(ctx, new Date((at += EVERY_MS)));
  const first = await next();
  const second = await next();
  const quiet: Measured[] = [];
  for (let nth = 0; nth < steady; nth += 1) quiet.push(await next());
  await changeTests(given.BENCH_SUPERUSER_URL, ctx.lab.id, new Date(at), CHANGED);
  const changed = await next();
  const groups = [
    { name: 'first', runs: [first] },
    { name: 'second', runs: [second] },
    { name: 'steady', runs: quiet },
    { name: `${whole(CHANGED)} tests changed`, runs: [changed] },
  ];
  sayTimes(groups);
  sayFound(groups);

  const before = await cpuSeconds();
  const seconds = await secondsOf(() => naiveEvaluation(ctx, first.evaluation.rules, new Date(at)));
  const after = await cpuSeconds();
  say(
    `Every rule reads every open test for itself: ${seconds.toFixed(1)} s (CPU: program ${(after.program - before.program).toFixed(1)} s, server ${(after.server - before.server).toFixed(1)} s).`,
  );
}

function count(text: string | undefined, option: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`${option}: a whole number.`);
  return Number(text);
}

await runAs(HELP, async (words) => {
  const text = { type: 'string' } as const;
  const { values } = optionsOf(
    { open: text, done: text, steady: text, keep: { type: 'boolean' } },
    words,
  );
  await bench(
    count(values.open, '--open', 100_000),
    count(values.done, '--done', 300_000),
    count(values.steady, '--steady', 20),
  );
});
