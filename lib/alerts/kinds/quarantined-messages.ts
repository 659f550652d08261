import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { Finding, Spell } from '../finding';
import type { AlertKind, Filters, World } from './kind';
import { matchesFilters } from './matches-filters';

const Held = z.array(z.object({ device: z.string(), name: z.string(), at: z.date() }));
type Held = z.output<typeof Held>[number];

/** Messages in quarantine since before a moment, the longest first. */
async function heldMessages(
  { db, lab }: World,
  before: Date,
  including: boolean,
): Promise<Map<string, Held[]>> {
  const byThen = including
    ? Prisma.sql`m.settled_at <= ${before}::timestamptz`
    : Prisma.sql`m.settled_at < ${before}::timestamptz`;
  const rows = Held.parse(
    await db.$queryRaw`
      SELECT m.device_id::text AS device, d.name, m.settled_at AS at
      FROM instrument_messages m
      JOIN devices d ON d.lab_id = m.lab_id AND d.id = m.device_id
      WHERE m.lab_id = ${lab.id}::uuid AND m.status = 'quarantined' AND ${byThen}
      ORDER BY m.settled_at, m.position`,
  );
  const byDevice = new Map<string, Held[]>();
  for (const row of rows) {
    const held = byDevice.get(row.device);
    if (held) held.push(row);
    else byDevice.set(row.device, [row]);
  }
  return byDevice;
}

const summaryOf = (name: string, count: number) =>
  `${name}: ${count} ${count === 1 ? 'message' : 'messages'} in quarantine`;

/** A device of which so many are held: since the one with which there were enough. */
function enough(byDevice: ReadonlyMap<string, Held[]>, filters: Filters, atLeast: number) {
  return [...byDevice].flatMap(([deviceId, held]) => {
    const reached = held[atLeast - 1];
    if (!reached || !matchesFilters(filters, { deviceId })) return [];
    const count = held.length;
    const labels = { device: reached.name };
    const summary = summaryOf(reached.name, count);
    return [
      {
        fingerprint: deviceId,
        subject: { kind: 'device', id: deviceId } as const,
        labels,
        summary,
        value: count,
        priority: null,
        deviceId,
        dueAt: null,
        since: reached.at,
      },
    ];
  });
}

/**
 * Devices with so many messages in quarantine. Only what is in it now is known: one that was replayed
 * or ignored since is not found in the past either, and one that came back is held since then.
 */
export const quarantinedMessages: AlertKind<'quarantined_messages'> = {
  name: 'quarantined_messages',

  async find(world, rules) {
    const byDevice = await heldMessages(world, world.now, true);
    return new Map(
      rules.map(({ id, filters, params: { at_least: threshold } }) => [
        id,
        enough(byDevice, filters, threshold)
          .map((found): Finding => ({ ...found, threshold, unit: 'count' }))
          .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0)),
      ]),
    );
  },

  async spells(world, { filters, params }, { to }) {
    const byDevice = await heldMessages(world, to, false);
    return enough(byDevice, filters, params.at_least).map(({ since, ...found }): Spell => ({
      ...found,
      from: since,
      to: null,
      told: (at) => {
        const held = byDevice.get(found.fingerprint) ?? [];
        const value = held.filter((one) => one.at <= at).length;
        return { summary: summaryOf(found.labels.device, value), value };
      },
    }));
  },
};
