import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import { PRIORITIES } from '@/lib/specimens/contract';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { statesBeforeReceipt, waitingSpecimens } from '@/lib/worklist/missing-sql';
import type { Finding } from '../finding';
import {
  awaitedLabels,
  awaitedMatches,
  awaitedSummary,
  readMissingMinutes,
} from './awaited-specimen';
import type { AlertKind } from './kind';
import { labClock } from './lab-clock-text';
import { readLabNames } from './lab-names';
import { missingSpells } from './missing-spells';

const MINUTE_MS = 60_000;

const Rows = z.array(
  z.object({
    id: z.string(),
    number: z.string(),
    priority: z.enum(PRIORITIES),
    location_id: z.string().nullable(),
    since: z.enum(['collected', 'ordered']),
    since_at: z.date(),
    minutes: z.int(),
    assays: z.array(z.string()),
  }),
);

/**
 * Specimens collected, or ordered STAT, longer ago than the rule's minutes or those of their
 * location, strictly, and not received: as the list of what is missing has them.
 */
export const missingSpecimen: AlertKind<'missing_specimen'> = {
  name: 'missing_specimen',

  async find(world, rules) {
    const { db, lab, now } = world;
    const [labRules, names, labMinutes] = await Promise.all([
      readLabRules({ db, lab }),
      readLabNames(db),
      readMissingMinutes(world),
    ]);
    const given = rules.flatMap(({ params }) => params.after_minutes ?? []);
    const byLocation = given.length < rules.length ? [Prisma.sql`minutes`] : [];
    const least = Prisma.join([...byLocation, ...given.map((one) => Prisma.sql`${one}::float8`)]);
    const anyone = {
      labId: lab.id,
      assayIds: undefined,
      locationIds: undefined,
      priorities: undefined,
    };
    const rows = Rows.parse(
      await db.$queryRaw`
        SELECT id::text AS id, number, priority::text AS priority,
          location_id::text AS location_id, since, since_at, minutes, ARRAY(
            SELECT DISTINCT t.assay_id::text FROM ordered_tests t
            WHERE t.lab_id = ${lab.id}::uuid AND t.specimen_id = waiting.id
              AND t.state_key = ANY(${statesBeforeReceipt(labRules)}::text[])) AS assays
        FROM (${waitingSpecimens(anyone, labRules, labMinutes)}) AS waiting
        WHERE since_at + make_interval(secs => 60 * least(${least})) < ${now}::timestamptz
        ORDER BY since_at, id`,
    );
    const clock = labClock(lab.timeZone, now);
    const told = rows.map((row) => {
      const specimen = { ...row, locationId: row.location_id, assayIds: row.assays };
      const labels = awaitedLabels(names, specimen);
      const since = { what: row.since, at: row.since_at.getTime() };
      const summary = awaitedSummary(labels, since, now.getTime(), clock);
      return { specimen, labels, summary, since };
    });
    return new Map(
      rules.map(({ id, filters, params: { after_minutes: after } }) => [
        id,
        told.flatMap(({ specimen, labels, summary, since }): Finding[] => {
          const limit = after ?? specimen.minutes;
          const value = (now.getTime() - since.at) / MINUTE_MS;
          if (value <= limit || !awaitedMatches(filters, names, specimen)) return [];
          return [
            {
              fingerprint: specimen.id,
              subject: { kind: 'specimen', id: specimen.id },
              labels,
              summary,
              value,
              threshold: limit,
              unit: 'minutes',
              dueAt: null,
              priority: specimen.priority,
              deviceId: null,
              since: new Date(since.at + limit * MINUTE_MS),
            },
          ];
        }),
      ]),
    );
  },

  spells: (world, { filters, params }, period) =>
    missingSpells(world, filters, params.after_minutes, period),
};
