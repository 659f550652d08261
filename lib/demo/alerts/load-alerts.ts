import { testChannel } from '@/lib/alerts/channels/test-channel';
import { evaluateLab } from '@/lib/alerts/engine/evaluate-lab';
import { type EngineState, readState } from '@/lib/alerts/engine/read-state';
import { ENGINE, saveAlerts, saveMemories } from '@/lib/alerts/engine/save-step';
import { tell } from '@/lib/alerts/engine/tell';
import { notificationRow, notifiedEvents } from '@/lib/alerts/engine/told-rows';
import type { Spell } from '@/lib/alerts/finding';
import { spellsOf } from '@/lib/alerts/history/try-rule';
import { KINDS } from '@/lib/alerts/kinds/kind-list';
import { type EngineRule, readRules } from '@/lib/alerts/rules/read-rules';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { HistoryActor } from '../history-actor';
import type { Staff } from '../load-history';
import { seededRandom, type Random } from '../random';
import { type PastSilence, pastSilences } from './past-silences';
import { relive, type Relived } from './relive';
import { BENCH, PAGER, setUpAlerts } from './set-up-alerts';
import { type Queued, writeDeliveries } from './write-deliveries';

/** The audit event by which a lab's alerts are known to be complete. */
export const ALERTS_LOADED = 'demo.load_alerts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The rules have watched for so long. */
const WATCHED_MS = 48 * HOUR;
const TIMEOUT_MS = 300_000;

export type AlertsWanted = {
  seed: number;
  /** Up to when the lab's history goes. */
  end: Date;
  /** What the channels lead to. */
  address: string;
};

/**
 * Gives a lab channels, rules and what they told in the days before `end`: the engine itself decides,
 * by what its rules would have found when. From `end` on the worker goes on. A lab that was evaluated
 * already keeps its own alerts.
 */
export async function loadAlerts(
  ctx: Ctx,
  { seed, end, address }: AlertsWanted,
  staff: Staff,
): Promise<void> {
  const from = new Date(end.getTime() - WATCHED_MS);
  const begun = (await ctx.db.alertRun.count()) > 0;
  const supervisor = staff.verifiers[0] ?? staff.technician;
  const random = seededRandom(seed, 'alerts');
  await setUpAlerts({ ...ctx, now: new Date(from.getTime() - HOUR) }, address);
  const tests = begun ? [] : await tryChannels(ctx, from);
  await ctx.db.$transaction(
    async (tx) => {
      if (!begun) {
        const queued = await writePast(tx, ctx, { from, to: end }, supervisor, random);
        await writeDeliveries(tx, ctx.lab.id, [...tests, ...queued], random, supervisor.name);
      }
      await recordAuditEvent(tx, ctx, {
        action: ALERTS_LOADED,
        entity: 'lab',
        entityId: ctx.lab.id,
        after: { alerts: await tx.alert.count() },
      });
    },
    { timeout: TIMEOUT_MS },
  );
  if (!begun) await evaluateLab(ctx.lab, end, 'asked');
}

/** The test messages of whoever set the channels up; the first address of the pager was mistyped. */
async function tryChannels(ctx: Ctx, from: Date): Promise<Queued[]> {
  const channels = await ctx.db.channel.findMany({ select: { id: true, name: true } });
  const idOf = new Map(channels.map(({ id, name }) => [name, id]));
  const tries = [
    { name: BENCH, minutes: 50, wrongAddress: false },
    { name: PAGER, minutes: 44, wrongAddress: true },
    { name: PAGER, minutes: 41, wrongAddress: false },
  ];
  const queued: Queued[] = [];
  for (const { name, minutes, wrongAddress } of tries) {
    const channelId = idOf.get(name);
    if (channelId === undefined) continue;
    const at = new Date(from.getTime() - minutes * MINUTE);
    const { notification_id: id } = await testChannel({ ...ctx, now: at }, channelId);
    queued.push({ id, channelId, at, wrongAddress });
  }
  return queued;
}

/** What stands at the end and somebody is at: the test that is late for the longest, if it can be. */
function surelyTakenOn(
  rules: readonly EngineRule[],
  spells: ReadonlyMap<string, readonly Spell[]>,
  end: Date,
): string | null {
  const inTime = end.getTime() - 25 * MINUTE;
  const kinds = ['sla_breach', 'critical_unhandled', 'missing_specimen'];
  const standing = rules
    .flatMap(({ id, kind }) => (spells.get(id) ?? []).map((spell) => ({ kind, spell })))
    .filter(({ kind, spell: { from, to } }) => {
      return to === null && kinds.includes(kind) && from.getTime() < inTime;
    })
    .toSorted(
      (a, b) =>
        kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
        a.spell.from.getTime() - b.spell.from.getTime() ||
        (a.spell.summary < b.spell.summary ? -1 : 1),
    );
  return standing[0]?.spell.fingerprint ?? null;
}

async function writePast(
  tx: LabTx,
  ctx: Ctx,
  period: { from: Date; to: Date },
  supervisor: HistoryActor,
  random: Random,
): Promise<Queued[]> {
  const { lab } = ctx;
  const rules = (await readRules(tx)).rules.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const spells = new Map<string, Spell[]>();
  for (const rule of rules) {
    const found = await spellsOf(KINDS, { db: tx, lab, now: period.to }, rule, period);
    // By what people read, so that the same history comes to the same alerts.
    const order = ({ from, summary }: Spell) => `${from.toISOString()} ${summary}`;
    spells.set(
      rule.id,
      found.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)),
    );
  }
  const found = rules.flatMap(({ id, kind }) =>
    (spells.get(id) ?? []).map((spell) => ({ ruleId: id, kind, spell })),
  );
  const silences = pastSilences(found, period.to);
  await writeSilences(tx, lab.id, silences, supervisor);
  const relived = relive({
    rules,
    spells,
    silences: silences.map((one) => ({ ...one, endedAt: null })),
    period,
    surely: surelyTakenOn(rules, spells, period.to),
    random,
  });
  const { channels } = await readState(tx, lab, period.to);
  return writeRelived(tx, ctx, { relived, rules, channels, supervisor });
}

async function writeSilences(
  tx: LabTx,
  labId: string,
  silences: readonly PastSilence[],
  { kind, id, name }: HistoryActor,
): Promise<void> {
  await tx.silence.createMany({
    data: silences.map((silence) => ({
      ...silence,
      id: newId(),
      labId,
      createdAt: silence.startsAt,
      actorKind: kind,
      actorId: id,
      actorName: name,
      requestId: 'demo',
    })),
  });
}

/** Writes alerts, what befell them and what was told of them, as the engine does, all at once. */
async function writeRelived(
  tx: LabTx,
  { lab, requestId }: Ctx,
  past: {
    relived: Relived;
    rules: readonly EngineRule[];
    channels: EngineState['channels'];
    supervisor: HistoryActor;
  },
): Promise<Queued[]> {
  const { relived, rules, channels, supervisor } = past;
  const by = supervisor.name;
  await saveAlerts(
    tx,
    lab.id,
    relived.alerts.map((alert) =>
      alert.acknowledged ? { ...alert, acknowledged: { ...alert.acknowledged, by } } : alert,
    ),
  );
  const engine = actorColumns(ENGINE);
  const person = {
    actorKind: supervisor.kind,
    actorId: supervisor.id,
    actorName: by,
  };
  const inLab = { labId: lab.id, requestId };
  const queued: Queued[] = [];
  const notifications: Prisma.NotificationCreateManyInput[] = [];
  const events: Prisma.AlertEventCreateManyInput[] = relived.acknowledged.map(
    ({ alertId, at, note }) => {
      return { ...inLab, ...person, id: newId(), alertId, kind: 'acknowledged', at, text: note };
    },
  );
  for (const { at, step } of relived.moments) {
    const { alerts, decisions, changes } = step;
    const told = await tell(tx, { lab, now: at, rules, channels, alerts }, decisions);
    notifications.push(...told.map((one) => notificationRow({ ...inLab, at }, one)));
    for (const event of [...changes, ...told.flatMap(notifiedEvents)]) {
      events.push({ ...inLab, ...engine, id: newId(), at, ...event });
    }
    queued.push(...told.map(({ id, channel }) => ({ id, channelId: channel.id, at })));
  }
  await tx.notification.createMany({ data: notifications });
  await tx.alertEvent.createMany({ data: events });
  await saveMemories(tx, lab.id, [], relived.memories, []);
  const last = relived.moments.at(-1);
  if (last) {
    await tx.alertRun.create({
      data: { labId: lab.id, at: last.at, durationMs: 40, failures: {} },
    });
  }
  return queued;
}
