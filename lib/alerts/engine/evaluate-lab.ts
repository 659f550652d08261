import { labDb, type LabTx } from '@/lib/platform/db/lab-db';
import type { LabRef } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { KINDS } from '../kinds/kind-list';
import { type EngineRule, readRules } from '../rules/read-rules';
import { latestAt } from './engine-clock';
import { findAll, type Kinds } from './find-all';
import { type EngineState, readState } from './read-state';
import { isNews, saveAlerts, saveEvents, saveMemories } from './save-step';
import { type Step, stepEngine } from './step-engine';
import { stopwatch } from './stopwatch';
import { tell, type Told } from './tell';
import { notificationRow, notifiedEvents } from './told-rows';

/** What an evaluation came to. */
export type Evaluation = {
  at: Date;
  rules: EngineRule[];
  state: EngineState;
  step: Step;
  told: Told[];
  /** Rules that could not be evaluated, by id, with the reason. */
  failures: Map<string, string>;
  took: PhaseMs;
};

/** Milliseconds of each part of an evaluation. */
export type PhaseMs = Record<'state' | 'find' | 'step' | 'tell' | 'save', number>;
type Looked = Omit<Evaluation, 'told' | 'took'> & {
  took: Pick<PhaseMs, 'state' | 'find' | 'step'>;
};

/** One evaluation at most in so many milliseconds, whatever the number of workers. */
const AT_MOST_EVERY_MS = 25_000;
const LONGEST_MS = 60_000;

/** Looks, and decides; writes nothing. */
export async function evaluate(tx: LabTx, lab: LabRef, now: Date, kinds: Kinds): Promise<Looked> {
  const lap = stopwatch();
  const before = await readState(tx, lab, now);
  const { rules, failures: unread, ended } = await readRules(tx);
  const state = lap();
  const found = await findAll({ db: tx, lab, now }, kinds, rules);
  const find = lap();
  const failures = new Map([...unread, ...found.failures]);
  const step = stepEngine({
    now,
    ...before,
    rules,
    ended,
    failing: new Set(failures.keys()),
    findings: found.findings,
    isOpen: (channelId) => before.channels.get(channelId)?.open ?? false,
    newId,
  });
  const took = { state, find, step: lap() };
  return { at: now, rules, state: before, step, failures, took };
}

/** Waits for whoever else evaluates the lab, or says that somebody does. */
async function takeTurn(tx: LabTx, labId: string, wait: boolean): Promise<boolean> {
  const name = `alerts ${labId}`;
  if (wait) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
    return true;
  }
  const [turn] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) AS taken`;
  return turn?.taken ?? false;
}

async function evaluatedJustNow(tx: LabTx, now: Date): Promise<boolean> {
  const run = await tx.alertRun.findFirst({ select: { at: true } });
  return run !== null && Math.abs(now.getTime() - run.at.getTime()) < AT_MOST_EVERY_MS;
}

/**
 * Evaluates all rules of a lab at a moment and writes what came of it — alerts, their histories, the
 * outbox — in one transaction: whatever dies, it happened or it did not. `scheduled` steps aside for
 * another worker that is at it or was less than 30 seconds ago, and then answers null; `asked` waits.
 */
export async function evaluateLab(
  lab: LabRef,
  now: Date,
  how: 'scheduled' | 'asked' = 'scheduled',
  { kinds = KINDS, requestId = newId() }: { kinds?: Kinds; requestId?: string } = {},
): Promise<Evaluation | null> {
  return labDb(lab.id).$transaction(
    async (tx) => {
      const began = performance.now();
      if (!(await takeTurn(tx, lab.id, how === 'asked'))) return null;
      if (how === 'scheduled' && (await evaluatedJustNow(tx, now))) return null;
      const evaluation = await evaluate(tx, lab, now, kinds);
      const lap = stopwatch();
      const { rules, state, step, failures } = evaluation;
      const told = await tell(
        tx,
        { lab, now, rules, channels: state.channels, alerts: step.alerts },
        step.decisions,
      );
      const telling = lap();
      const before = new Map(state.alerts.map((alert) => [alert.id, alert]));
      const news = step.alerts.filter((alert) => isNews(alert, before.get(alert.id)));
      await saveAlerts(tx, lab.id, news);
      const rows = told.map((one) => notificationRow({ labId: lab.id, at: now, requestId }, one));
      if (rows.length > 0) await tx.notification.createMany({ data: rows });
      const notified = told.flatMap(notifiedEvents);
      await saveEvents(tx, lab.id, now, requestId, [...step.changes, ...notified]);
      await saveMemories(tx, lab.id, state.memories, step.memories, step.forgotten);
      await saveRun(tx, lab.id, {
        at: latestAt(now, state.lastAt),
        durationMs: Math.round(performance.now() - began),
        failures: Object.fromEntries(failures),
      });
      if (step.changes.length > 0 || told.length > 0) {
        await emitLiveEvent(tx, lab.id, { entity: 'alert', entityId: '', version: 0 });
      }
      return { ...evaluation, told, took: { ...evaluation.took, tell: telling, save: lap() } };
    },
    { timeout: LONGEST_MS, maxWait: LONGEST_MS },
  );
}

async function saveRun(
  tx: LabTx,
  labId: string,
  run: { at: Date; durationMs: number; failures: Record<string, string> },
): Promise<void> {
  await tx.alertRun.upsert({ where: { labId }, create: { labId, ...run }, update: run });
}
