import { z } from 'zod';
import type { Finding, Spell } from '../finding';
import type { AlertKind, World } from './kind';
import { percentText } from './rate-text';

/** An import that nobody mended is told of for so long: over a weekend, and no longer. */
export const TOLD_FOR_MS = 72 * 3_600_000;

const Imports = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    same: z.string(),
    failed: z.boolean(),
    rows: z.int(),
    rejected: z.int(),
    failure: z.string().nullable(),
    ended: z.date(),
  }),
);
type Ended = z.output<typeof Imports>[number];

/** Imports that failed or completed in (from, to], oldest first; trials and cancelled ones are none. */
async function endedImports({ db, lab }: World, from: Date, to: Date): Promise<Ended[]> {
  return Imports.parse(
    await db.$queryRaw`
      SELECT id::text, file_name AS name, encode(file_hash, 'hex') AS same,
        status = 'failed' AS failed, rows_done AS rows, rejected, failure, finished_at AS ended
      FROM imports
      WHERE lab_id = ${lab.id}::uuid AND NOT dry_run AND status IN ('failed', 'completed')
        AND finished_at > ${from}::timestamptz AND finished_at <= ${to}::timestamptz
      ORDER BY finished_at, id`,
  );
}

const shareRejected = ({ rows, rejected }: Ended) => (rows === 0 ? 0 : (100 * rejected) / rows);

const isBad = (one: Ended, limit: number | null) =>
  one.failed || (limit !== null && shareRejected(one) > limit);

/** Each bad import with when it is over: a good one of the same name or bytes, or the time is up. */
function badImports(imports: readonly Ended[], limit: number | null) {
  return imports.flatMap((one, place) => {
    if (!isBad(one, limit)) return [];
    const mended = imports
      .slice(place + 1)
      .find(
        (later) =>
          !isBad(later, limit) &&
          (later.same === one.same || later.name.toLowerCase() === one.name.toLowerCase()),
      );
    const until = one.ended.getTime() + TOLD_FOR_MS;
    const over = Math.min(mended?.ended.getTime() ?? Infinity, until);
    return [{ one, over: new Date(over) }];
  });
}

function told(one: Ended) {
  const { id, name, rows, rejected, failed, failure } = one;
  const share = shareRejected(one);
  return {
    fingerprint: id,
    subject: { kind: 'import', id },
    labels: {},
    summary: failed
      ? `${name} failed${failure === null ? '' : `: ${failure}`}`
      : `${name}: ${rejected} of ${rows} rows were rejected (${percentText(share)})`,
    value: failed ? null : share,
    priority: null,
    deviceId: null,
    dueAt: null,
  } as const;
}

/**
 * Imports that failed and, where a rule says so, those of which too many rows were rejected: from
 * their end until a later import of the same file name (capitals aside) or the same bytes went well,
 * and for 72 hours at most. Dry runs and cancelled imports are none.
 */
export const importFailed: AlertKind<'import_failed'> = {
  name: 'import_failed',

  async find(world, rules) {
    const { now } = world;
    const since = new Date(now.getTime() - TOLD_FOR_MS);
    const imports = await endedImports(world, since, now);
    return new Map(
      rules.map(({ id, params: { rejected_percent: limit } }) => [
        id,
        badImports(imports, limit).flatMap(({ one, over }): Finding[] => {
          if (over <= now) return [];
          const threshold = one.failed ? null : limit;
          const unit = one.failed ? null : 'percent';
          return [{ ...told(one), threshold, unit, since: one.ended }];
        }),
      ]),
    );
  },

  async spells(world, { params: { rejected_percent: limit } }, { from, to }) {
    const imports = await endedImports(world, new Date(from.getTime() - TOLD_FOR_MS), to);
    return badImports(imports, limit).flatMap(({ one, over }): Spell[] => {
      if (over <= from || one.ended >= to) return [];
      return [{ ...told(one), from: one.ended, to: over > to ? null : over }];
    });
  },
};
