import type { Ctx } from '@/lib/platform/context';
import type { Finding, Spell } from '../finding';
import type { AlertKind, RuleOf, World } from './kind';
import { PARAMS, type KindName } from './params';

/** Where a kind reads, at a moment. */
export const worldAt = (ctx: Pick<Ctx, 'db' | 'lab'>, now: string | Date): World => ({
  db: ctx.db,
  lab: ctx.lab,
  now: new Date(now),
});

/** What one rule finds at a moment. */
export async function findAt<K extends KindName>(
  kind: AlertKind<K>,
  world: World,
  rule: Omit<RuleOf<K>, 'id' | 'kind'>,
): Promise<Finding[]> {
  const found = await kind.find(world, [{ ...rule, id: 'rule', kind: kind.name }]);
  return found.get('rule') ?? [];
}

/** Params of a kind, with what is not said as a rule has it. */
export const params = {
  errorRate: (given: object) => PARAMS.error_rate.parse(given),
  rejectionRate: (given: object) => PARAMS.rejection_rate.parse(given),
  throughput: (given: object) => PARAMS.throughput.parse(given),
  importFailed: (given: object) => PARAMS.import_failed.parse(given),
  dataQuality: (given: object) => PARAMS.data_quality.parse(given),
  quarantined: (given: object) => PARAMS.quarantined_messages.parse(given),
};

const covers = ({ from, to }: Spell, moment: Date) =>
  from <= moment && (to === null || moment < to);

/**
 * What is found at each of some moments, beside the spells of a period that contain the moment: the
 * two must be equal.
 */
export async function foundAndSpelled<K extends KindName>(
  kind: AlertKind<K>,
  ctx: Pick<Ctx, 'db' | 'lab'>,
  rule: Omit<RuleOf<K>, 'id' | 'kind'>,
  period: { from: Date; to: Date },
  moments: readonly Date[],
) {
  const spells = await kind.spells(worldAt(ctx, period.to), { ...rule, kind: kind.name }, period);
  const fingerprints = (of: readonly { fingerprint: string }[]) =>
    of.map(({ fingerprint }) => fingerprint).toSorted();
  const [found, spelled] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const moment of moments) {
    const findings = await findAt(kind, worldAt(ctx, moment), rule);
    found.set(moment.toISOString(), fingerprints(findings));
    spelled.set(
      moment.toISOString(),
      fingerprints(spells.filter((spell) => covers(spell, moment))),
    );
  }
  return { found, spelled, spells };
}
