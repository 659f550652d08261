import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import type { Finding } from '../finding';
import type { AlertKind } from '../kinds/kind';
import { PARAMS } from '../kinds/params';
import { evaluateLab } from './evaluate-lab';
import type { Kinds } from './find-all';
import { START } from './testing-engine';

type RuleGiven = {
  name: string;
  kind?: 'sla_breach' | 'device' | 'critical_unhandled';
  severity?: 'critical' | 'warning' | 'info';
  groupWaitSeconds?: number;
  repeatSeconds?: number;
  forSeconds?: number;
  groupBy?: string[];
  channels?: string[];
};

/** A lab of its own with a clock and with findings that a test says, rather than rows. */
export async function makeWatchedLab() {
  const made = await makeTestLab();
  const { lab } = made;
  const db = unboundDb();
  const labId = lab.id;
  // Only what a test makes is watched.
  await db.alertRule.updateMany({ where: { labId }, data: { enabled: false } });
  const said = new Map<string, Finding[]>();
  /** Rules that fail when they are asked. */
  const failing = new Set<string>();
  let now = START;

  const find: AlertKind<'sla_breach'>['find'] = async (world, rules) => {
    for (const { id } of rules) {
      // As a kind fails that asks for what is not there: its transaction is lost.
      if (failing.has(id)) await world.db.$queryRaw`SELECT 1 / 0 AS nothing`;
    }
    return new Map(rules.map(({ id }) => [id, said.get(id) ?? []]));
  };
  const spells = async () => [];
  const kinds: Kinds = {
    sla_breach: { name: 'sla_breach', find, spells },
    device: { name: 'device', find: (world, rules) => find(world, rules.map(asBreach)), spells },
    critical_unhandled: {
      name: 'critical_unhandled',
      find: (world, rules) => find(world, rules.map(asBreach)),
      spells,
    },
  };

  return {
    ...made,
    said,
    failing,
    kinds,
    now: () => now,
    async channel(name: string, given: { hours?: object; card?: object } = {}) {
      const id = newId();
      const url = new Uint8Array(1);
      await db.channel.create({
        data: { id, labId, name, kind: 'teams', url, host: 'teams.test', ...given },
      });
      return id;
    },
    async rule({ name, kind = 'sla_breach', channels = [], ...given }: RuleGiven) {
      const id = newId();
      const rest = { severity: 'warning' as const, groupBy: [], ...given };
      await db.alertRule.create({
        data: {
          id,
          labId,
          name,
          kind,
          params: PARAMS[kind].parse({}),
          changedAt: new Date(0),
          ...rest,
        },
      });
      await db.alertRuleChannel.createMany({
        data: channels.map((channelId) => ({ labId, ruleId: id, channelId })),
      });
      return id;
    },
    async device(name: string) {
      const id = newId();
      await db.device.create({ data: { id, labId, name, type: 'analyser' } });
      return id;
    },
    /** Evaluates after so many seconds. */
    async after(seconds: number) {
      now = new Date(now.getTime() + seconds * 1000);
      return evaluateLab(lab, now, 'asked', { kinds });
    },
    notifications: () =>
      db.notification.findMany({
        where: { labId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      }),
    alerts: () => db.alert.findMany({ where: { labId }, orderBy: { id: 'asc' } }),
    eventsOf: async (alertId: string) =>
      (await db.alertEvent.findMany({ where: { labId, alertId }, orderBy: { id: 'asc' } })).map(
        ({ kind, text }) => (text === null ? kind : `${kind}: ${text}`),
      ),
  };
}

const asBreach = <R extends { id: string; filters: object }>({ id, filters }: R) => ({
  id,
  filters,
  kind: 'sla_breach' as const,
  params: PARAMS.sla_breach.parse({}),
});
