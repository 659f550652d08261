import type { LabTx } from '@/lib/platform/db/lab-db';
import { isConnectionLost } from '@/lib/platform/db/connection-lost';
import { log } from '@/lib/platform/log';
import type { Finding } from '../finding';
import type { AlertKind, RuleOf, World } from '../kinds/kind';
import { KIND_NAMES, type KindName } from '../kinds/params';
import type { EngineRule } from '../rules/read-rules';

/** What knows how to find, by kind; all of them but in tests. */
export type Kinds = { readonly [K in KindName]?: AlertKind<K> };

export type Found = {
  findings: Map<string, Finding[]>;
  /** Rules of which nothing could be found out, with a reason for people. */
  failures: Map<string, string>;
};

/** A kind that takes longer says nothing this time. */
const LONGEST_MS = 10_000;
/** A day of a busy lab fits, without a file. */
const WORK_MEM = '32MB';

type InTx = Omit<World, 'db'> & { db: LabTx };

/** Undone where it throws, and the transaction goes on. */
async function guarded<T>(tx: LabTx, work: () => Promise<T>): Promise<T> {
  await tx.$executeRaw`SAVEPOINT finding`;
  try {
    const done = await work();
    await tx.$executeRaw`RELEASE SAVEPOINT finding`;
    return done;
  } catch (error) {
    if (isConnectionLost(error)) throw error;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT finding`;
    throw error;
  }
}

async function findOfKind<K extends KindName>(
  world: InTx,
  kind: AlertKind<K>,
  rules: readonly EngineRule[],
  found: Found,
): Promise<void> {
  const own = rules.filter((rule): rule is EngineRule & RuleOf<K> => rule.kind === kind.name);
  if (own.length === 0) return;
  const take = async (some: typeof own) => {
    const findings = await guarded(world.db, () => kind.find(world, some));
    for (const { id } of some) found.findings.set(id, findings.get(id) ?? []);
  };
  try {
    await take(own);
  } catch (error) {
    if (isConnectionLost(error)) throw error;
    // One that fails must not silence the others of its kind.
    for (const rule of own) {
      try {
        if (own.length === 1) throw error;
        await take([rule]);
      } catch (cause) {
        if (isConnectionLost(cause)) throw cause;
        log.error({ err: cause, rule: rule.id, kind: kind.name }, 'an alert rule failed');
        found.failures.set(rule.id, 'It could not be evaluated; the server’s log says why.');
      }
    }
  }
}

/**
 * What all rules find now, each kind asked once for all its rules. A rule that fails is named and
 * stops no other.
 */
export async function findAll(
  world: InTx,
  kinds: Kinds,
  rules: readonly EngineRule[],
): Promise<Found> {
  const found: Found = { findings: new Map(), failures: new Map() };
  const ask = async <K extends KindName>(name: K) => {
    const kind: AlertKind<K> | undefined = kinds[name];
    if (kind) await findOfKind(world, kind, rules, found);
  };
  await world.db.$executeRaw`
    SELECT set_config('statement_timeout', ${String(LONGEST_MS)}, true),
      set_config('work_mem', ${WORK_MEM}, true)`;
  for (const name of KIND_NAMES) await ask(name);
  await world.db.$executeRaw`SELECT set_config('statement_timeout', '0', true)`;
  return found;
}
