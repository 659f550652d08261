import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { invalidField } from '@/lib/platform/errors';
import { takingTurns } from '@/lib/platform/jobs/take-turns';
import { newId } from '@/lib/platform/ids';
import { isOpen, readHours } from '../channels/channel-hours';
import type { Kinds } from '../engine/find-all';
import type { Spell } from '../finding';
import type { AlertKind, RuleOf, World } from '../kinds/kind';
import { KIND_FACTS } from '../kinds/kind-facts';
import { KINDS } from '../kinds/kind-list';
import { type KindName, PARAMS } from '../kinds/params';
import { resolveRule } from '../rules/resolve-rule';
import type { StoredRule } from '../rules/stored-rule';
import { type RuleTrial, TRIAL_DAYS, TRIAL_DAYS_AT_MOST, type TryRule } from './contract';
import { simulateInSlices, TooMuchToSimulate } from './simulate-in-slices';
import type { Simulation } from './simulate-rule';

const DAY_MS = 86_400_000;
const TOLD_AT_MOST = 200;
const LONGEST_MS = 60_000;
const inTurn = takingTurns(4);
/** Of what is told of tests it can be said whether it came before they were late. */
const ABOUT_TESTS: readonly KindName[] = ['sla_breach', 'at_risk'];

type Period = { from: Date; to: Date };

function periodOf(now: Date, given: TryRule): Period {
  const to = given.to === undefined || given.to > now ? now : given.to;
  const from = given.from ?? new Date(to.getTime() - TRIAL_DAYS * DAY_MS);
  if (from >= to) throw invalidField('from', 'must be before to, and past');
  if (to.getTime() - from.getTime() > TRIAL_DAYS_AT_MOST * DAY_MS) {
    throw invalidField('from', `is more than ${TRIAL_DAYS_AT_MOST} days before the end`);
  }
  return { from, to };
}

/** What a rule would have found in a period. */
export function spellsOf(
  kinds: Kinds,
  world: World,
  rule: StoredRule,
  period: Period,
): Promise<Spell[]> {
  const ask = <K extends KindName>(kind: AlertKind<K> | undefined, own: RuleOf<K>) =>
    kind ? kind.spells(world, own, period) : Promise.resolve([]);
  const asked = <K extends KindName>(name: K) => {
    const isOwn = (one: StoredRule): one is StoredRule & RuleOf<K> => one.kind === name;
    return isOwn(rule) ? ask<K>(kinds[name], rule) : Promise.resolve([]);
  };
  return asked(rule.kind);
}

function dayFormat(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => format.format(at);
}

/** Cards and alerts of every day of the lab in the period, days without any too. */
function byDay({ cards, fired }: Simulation, { from, to }: Period, timeZone: string) {
  const dayOf = dayFormat(timeZone);
  const days = new Map<string, { cards: number; alerts: number }>();
  for (let ms = from.getTime(); ms < to.getTime(); ms += DAY_MS / 4) {
    days.set(dayOf(new Date(ms)), { cards: 0, alerts: 0 });
  }
  for (const { at } of cards) {
    const day = days.get(dayOf(at));
    if (day) day.cards += 1;
  }
  for (const at of fired) {
    const day = days.get(dayOf(at));
    if (day) day.alerts += 1;
  }
  return [...days].map(([day, counts]) => ({ day, ...counts }));
}

/** Tests that became late in the period as far as the rule looks, and of which a card told before. */
async function breachesOf(
  kinds: Kinds,
  world: World,
  rule: StoredRule,
  period: Period,
  { cards }: Simulation,
): Promise<RuleTrial['breaches']> {
  if (!ABOUT_TESTS.includes(rule.kind) || kinds.sla_breach === undefined) return null;
  const late = await kinds.sla_breach.spells(
    world,
    { kind: 'sla_breach', filters: rule.filters, params: PARAMS.sla_breach.parse({}) },
    period,
  );
  const became = new Map<string, Date>();
  for (const { subject, from, dueAt } of late) {
    // A test that comes to another device goes on being late.
    const since = dueAt ?? from;
    if (since >= period.from && since < period.to) became.set(subject.id, since);
  }
  // A test entered by mistake leaves every figure, also where a card told of it.
  const voided = await world.db.orderedTest.findMany({
    where: { voidedAt: { not: null }, dueAt: { gte: period.from, lt: period.to } },
    select: { id: true },
  });
  for (const { id } of voided) became.delete(id);
  const told = new Map<string, Date>();
  for (const { at, fresh } of cards) {
    for (const id of fresh) if (!told.has(id)) told.set(id, at);
  }
  const warned = [...became].filter(([id, since]) => {
    const at = told.get(id);
    return at !== undefined && at < since;
  }).length;
  const total = became.size;
  return { total, warned, percent: total === 0 ? null : (100 * warned) / total };
}

async function tryIn(tx: LabTx, ctx: Ctx, given: TryRule, kinds: Kinds): Promise<RuleTrial> {
  const { lab, now } = ctx;
  const period = periodOf(now, given);
  const { rule, channelIds } = await resolveRule(tx, ctx, newId(), given.rule);
  const world: World = { db: tx, lab, now };
  const channels = await tx.channel.findMany({
    where: { id: { in: channelIds }, enabled: true },
    select: { id: true, name: true, hours: true },
  });
  const hours = new Map(channels.map((one) => [one.id, readHours(one.hours)]));
  const simulation = await simulateInSlices({
    // Without a channel the cards are those that one would get.
    rule: { ...rule, channelIds: channels.length > 0 ? channels.map(({ id }) => id) : [''] },
    spells: await spellsOf(kinds, world, rule, period),
    period,
    isOpen: (channelId, at) => isOpen(hours.get(channelId) ?? null, at, lab.timeZone),
  });
  const names = new Map(channels.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? 'a channel';
  const counts = new Map<string, number>();
  for (const { channelId } of simulation.cards) {
    counts.set(channelId, (counts.get(channelId) ?? 0) + 1);
  }
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    alerts: simulation.fired.length,
    cards: simulation.cards.length,
    by_channel: [...hours.keys()].map((id) => ({
      channel: nameOf(id),
      cards: counts.get(id) ?? 0,
    })),
    by_day: byDay(simulation, period, lab.timeZone),
    told: simulation.cards
      .toReversed()
      .slice(0, TOLD_AT_MOST)
      .map(({ at, channelId, reason, alerts, worst }) => ({
        at: at.toISOString(),
        channel: nameOf(channelId),
        reason,
        alerts,
        worst,
      })),
    breaches: await breachesOf(kinds, world, rule, period, simulation),
    incomplete: KIND_FACTS[rule.kind].unknownPast ?? null,
  };
}

/**
 * What a rule would have sent over a period that has passed, had it been there and nobody
 * acknowledged: by the histories of the lab and the engine's own rules. 422 as saving it would be, and
 * for a time too long or too busy. Writes nothing.
 */
export async function tryRule(ctx: Ctx, given: TryRule, kinds: Kinds = KINDS): Promise<RuleTrial> {
  authorize(ctx, 'rules.write');
  try {
    // Of all labs: it takes the processor, of which there is one.
    return await inTurn('trial', () =>
      ctx.db.$transaction((tx) => tryIn(tx, ctx, given, kinds), { timeout: LONGEST_MS }),
    );
  } catch (error) {
    if (!(error instanceof TooMuchToSimulate)) throw error;
    throw invalidField(
      'from',
      'is too long ago for a rule that finds so much: choose a shorter time',
    );
  }
}
