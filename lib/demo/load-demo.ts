import { createLab } from '@/lib/labs/create-lab';
import type { Actor } from '@/lib/platform/access/actor';
import type { Ctx, LabRef } from '@/lib/platform/context';
import type { PrismaClient } from '@/lib/platform/db/generated/client';
import { labDb } from '@/lib/platform/db/lab-db';
import { ALERTS_LOADED, loadAlerts } from './alerts/load-alerts';
import { leadTo } from './alerts/lead-to';
import { DEMO_PEOPLE, loadPeople } from './load-people';
import { loadCatalogue } from './load-catalogue';
import { LOADED, loadHistory, type Staff } from './load-history';
import type { HistoryActor } from './history-actor';
import { loadMessages, MESSAGES_LOADED } from './messages/load-messages';
import { loadPlatform, PLATFORM_LOADED } from './platform/load-platform';
import { loadQuality, QUALITY_LOADED } from './quality/load-quality';
import { loadWhatIfs, WHAT_IFS_LOADED } from './load-what-ifs';
import type { Scenario } from './scenario';

const DAY = 86_400_000;

export type DemoLab = {
  slug: 'demo' | 'demo-north';
  name: string;
  scenario: Scenario;
  seed: number;
  /** Days of history up to now, and tests a day on average. */
  days: number;
  perDay: number;
};

export type DemoRequest = {
  labs: readonly DemoLab[];
  now: Date;
  /** The default target of the first lab. */
  targetMinutes: number;
  /** What takes the notifications of the first lab; it has no channels where nothing would. */
  receiver?: string | null;
};

/**
 * Brings the demo labs to life, or completes what an interrupted start left: labs, people, what
 * they measure, and their work up to now. A lab that is complete is left as it is, and so is
 * everything once a real person is admin somewhere. Answers how many tests were loaded by lab.
 */
export async function loadDemo(
  db: PrismaClient,
  { labs, now, targetMinutes, receiver = null }: DemoRequest,
): Promise<Map<string, number>> {
  const loaded = new Map<string, number>();
  if (await hasRealAdmin(db)) return loaded;
  for (const [index, demo] of labs.entries()) {
    const lab = await labOf(db, demo, index === 0 ? targetMinutes : undefined);
    const ctx: Ctx = {
      actor: { kind: 'system', job: 'demo' },
      lab,
      requestId: 'demo',
      now,
      db: labDb(lab.id),
    };
    if (await isLoaded(ctx)) {
      await completeRest(db, ctx, demo, index === 0 ? receiver : null);
      continue;
    }
    const since = new Date(Math.floor(now.getTime() / DAY) * DAY - (demo.days + 1) * DAY);
    await loadPeople(db, { id: lab.id, slug: demo.slug });
    await loadCatalogue(ctx, demo.scenario, since);
    const { scenario, seed, days, perDay } = demo;
    const end = now.getTime();
    const wanted = { scenario, timeZone: lab.timeZone, seed, end, days, perDay, tag: '' };
    loaded.set(demo.slug, await loadHistory(ctx, wanted, await staffOf(db)));
    await completeRest(db, ctx, demo, index === 0 ? receiver : null);
  }
  return loaded;
}

async function hasRealAdmin(db: PrismaClient): Promise<boolean> {
  return (await db.membership.count({ where: { role: 'admin', user: { demo: false } } })) > 0;
}

async function labOf(db: PrismaClient, demo: DemoLab, targetMinutes?: number): Promise<LabRef> {
  const { slug, name, scenario } = demo;
  const found = await db.lab.findUnique({
    where: { slug },
    select: { id: true, slug: true, name: true, timeZone: true, firstWeekday: true },
  });
  return found ?? createLab(db, { slug, name, timeZone: scenario.timeZone, targetMinutes });
}

/** Complete, or no lab of ours: somebody's own work stands in it without our mark. */
async function isLoaded({ db }: Ctx): Promise<boolean> {
  const mark = await db.auditEvent.count({ where: { action: LOADED } });
  return mark > 0 || (await db.specimen.count()) > 0;
}

/** What is complete of a lab is told by these audit events. */
const MARKS = [
  LOADED,
  PLATFORM_LOADED,
  MESSAGES_LOADED,
  WHAT_IFS_LOADED,
  QUALITY_LOADED,
  ALERTS_LOADED,
];

/** Brings what is beside its tests to a lab whose history is ours and that has it not yet. */
async function completeRest(
  db: PrismaClient,
  ctx: Ctx,
  demo: DemoLab,
  receiver: string | null,
): Promise<void> {
  const { platform, devices, quality } = demo.scenario;
  const marks = await ctx.db.auditEvent.findMany({
    where: { action: { in: MARKS } },
    select: { action: true, at: true },
  });
  const marked = new Map(marks.map(({ action, at }) => [action, at]));
  const loadedAt = marked.get(LOADED);
  if (!loadedAt) return;
  if (platform && !marked.has(PLATFORM_LOADED)) {
    await loadPlatform(ctx, { platform, seed: demo.seed, days: demo.days }, await staffOf(db));
  }
  if (!marked.has(MESSAGES_LOADED)) await loadMessages(ctx, devices, loadedAt);
  const manager = demo.slug === 'demo' ? await personOf(db, 'manager') : null;
  if (manager && !marked.has(WHAT_IFS_LOADED)) await loadWhatIfs(ctx, devices, manager);
  const supervisor = await personOf(db, 'supervisor');
  if (quality && manager && supervisor && !marked.has(QUALITY_LOADED)) {
    await loadQuality(ctx, quality, { manager, supervisor }, loadedAt);
  }
  if (receiver === null) return;
  if (marked.has(ALERTS_LOADED)) return leadTo(ctx, receiver);
  const wanted = { seed: demo.seed, end: loadedAt, address: receiver };
  await loadAlerts(ctx, wanted, await staffOf(db));
}

/** The demo's person of a role, as whoever is signed in. */
async function personOf(db: PrismaClient, role: 'manager' | 'supervisor'): Promise<Actor | null> {
  const email = DEMO_PEOPLE.find(({ roles }) => roles.demo === role)?.email;
  const user = await db.user.findFirst({ where: { demo: true, email } });
  return user && { kind: 'person', userId: user.id, sessionId: 'demo', name: user.name, role };
}

async function staffOf(db: PrismaClient): Promise<Staff> {
  const users = await db.user.findMany({
    where: { demo: true },
    select: { id: true, email: true, name: true },
  });
  const actor = (role: string): HistoryActor => {
    const email = DEMO_PEOPLE.find(({ roles }) => roles.demo === role)?.email;
    const user = users.find((one) => one.email === email);
    if (!user) throw new Error(`The demo has no ${role}`);
    return { kind: 'person', id: user.id, name: user.name, source: 'portal' };
  };
  const supervisor = actor('supervisor');
  return { technician: actor('technician'), verifiers: [supervisor, supervisor, actor('manager')] };
}
