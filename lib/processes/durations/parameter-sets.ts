import { z } from 'zod';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { MOST_LATEST, MOST_SETS } from './contract';
import type { Protocol } from './sample-groups';
import { ParameterSets, type Parameters } from './parameter-distance';

type Asked = Protocol & { parameters: string };

const Keys = z.array(z.object({ no: z.number(), keys: z.array(z.string()) }));
const Sets = z.array(z.object({ no: z.number(), keys: z.array(z.string()), sets: z.string() }));
const SetList = z.array(z.record(z.string(), z.unknown()));
const Latest = z.array(z.object({ no: z.number(), key: z.string() }));

const placeName = ({ fct, device }: { fct: string; device: string }) => `${device} ${fct}`;

/**
 * The key of the nearest parameters that were used with the same fct on the same device, null if
 * that was never done there; for each, in their order. Of equally near ones the one used last.
 */
export async function nearestKeys(
  tx: LabTx,
  labId: string,
  asked: readonly Asked[],
): Promise<(string | null)[]> {
  const places = [...new Map(asked.map((one) => [placeName(one), one])).values()];
  const known = await setsOf(tx, labId, places, await keysOf(tx, labId, places));
  const answers: (string | null)[] = [];
  const ties: { no: number; fct: string; device: string; keys: string[] }[] = [];
  for (const [no, one] of asked.entries()) {
    const found = known.get(placeName(one));
    const near = found ? found.sets.nearest(parsed(one.parameters)) : [];
    const keys = near.flatMap((place) => found?.keys[place] ?? []);
    answers.push(keys[0] ?? null);
    if (keys.length > 1) ties.push({ no, fct: one.fct, device: one.device, keys });
  }
  for (const { no, key } of await latestOf(tx, labId, ties)) answers[no] = key;
  return answers;
}

function parsed(text: string): Parameters {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}

/** The sets used at each place: those of its latest steps, and unless all these differ, others. */
async function keysOf(tx: LabTx, labId: string, places: readonly Asked[]) {
  const fcts = places.map((one) => one.fct);
  const devices = places.map((one) => one.device);
  const latest = Keys.parse(
    await tx.$queryRaw`
      SELECT asked.no::int AS no, array_agg(DISTINCT l.key) AS keys
      FROM unnest(${fcts}::text[], ${devices}::uuid[]) WITH ORDINALITY AS asked (fct, device, no)
      CROSS JOIN LATERAL (
        SELECT parameters_key AS key FROM steps
        WHERE lab_id = ${labId}::uuid AND kind = 'PROCESS' AND usable_ms IS NOT NULL
          AND fct = asked.fct AND device_id = asked.device
        ORDER BY started_at DESC, id DESC LIMIT ${MOST_LATEST}
      ) AS l
      GROUP BY asked.no`,
  );
  const few = latest.filter(({ keys }) => keys.length < MOST_LATEST).map(({ no }) => no);
  // From one set to the next by the index, however many steps used each.
  const others = Keys.parse(
    await tx.$queryRaw`
      SELECT asked.no::int AS no, s.keys
      FROM unnest(${fcts}::text[], ${devices}::uuid[]) WITH ORDINALITY AS asked (fct, device, no)
      CROSS JOIN LATERAL (
        WITH RECURSIVE found (key, nth) AS (
          SELECT '', 0
          UNION ALL
          SELECT (
            SELECT parameters_key FROM steps
            WHERE lab_id = ${labId}::uuid AND kind = 'PROCESS' AND usable_ms IS NOT NULL
              AND fct = asked.fct AND device_id = asked.device AND parameters_key > found.key
            ORDER BY parameters_key LIMIT 1
          ), nth + 1
          FROM found WHERE found.key IS NOT NULL AND nth < ${MOST_SETS}
        )
        SELECT array_agg(key) AS keys FROM found WHERE nth > 0 AND key IS NOT NULL
      ) AS s
      WHERE asked.no = ANY (${few}::int[]) AND s.keys IS NOT NULL`,
  );
  const keys = new Map<number, Set<string>>();
  for (const row of [...latest, ...others]) {
    keys.set(row.no, new Set([...(keys.get(row.no) ?? []), ...row.keys]));
  }
  return keys;
}

/** What the sets of those keys are. */
async function setsOf(
  tx: LabTx,
  labId: string,
  places: readonly Asked[],
  keysByNo: ReadonlyMap<number, ReadonlySet<string>>,
): Promise<Map<string, { keys: string[]; sets: ParameterSets }>> {
  const wanted = [...keysByNo].flatMap(([no, keys]) =>
    [...keys].map((key) => ({ no, key, ...pick(places[no - 1]) })),
  );
  const rows = Sets.parse(
    await tx.$queryRaw`
      SELECT asked.no, array_agg(asked.key) AS keys,
        '[' || string_agg(s.parameters, ',') || ']' AS sets
      FROM unnest(${wanted.map((one) => one.no)}::int[], ${wanted.map((one) => one.fct)}::text[],
        ${wanted.map((one) => one.device)}::uuid[], ${wanted.map((one) => one.key)}::text[])
        AS asked (no, fct, device, key)
      CROSS JOIN LATERAL (
        SELECT (data - 'fct')::text AS parameters FROM steps
        WHERE lab_id = ${labId}::uuid AND kind = 'PROCESS' AND usable_ms IS NOT NULL
          AND fct = asked.fct AND device_id = asked.device AND parameters_key = asked.key
        LIMIT 1
      ) AS s
      GROUP BY asked.no`,
  );
  return new Map(
    rows.map(({ no, keys, sets }) => [
      placeName(pick(places[no - 1])),
      { keys, sets: new ParameterSets(SetList.parse(JSON.parse(sets))) },
    ]),
  );
}

function pick(place: Asked | undefined): { fct: string; device: string } {
  if (!place) throw new Error('A place of parameters got lost');
  return { fct: place.fct, device: place.device };
}

/** Which of equally near sets was used last. Each set is looked at once, from the index alone. */
async function latestOf(
  tx: LabTx,
  labId: string,
  ties: readonly { no: number; fct: string; device: string; keys: string[] }[],
): Promise<z.output<typeof Latest>> {
  if (ties.length === 0) return [];
  const rows = ties.flatMap(({ no, fct, device, keys }) =>
    keys.map((key) => ({ no, fct, device, key })),
  );
  return Latest.parse(
    await tx.$queryRaw`
      WITH tied AS MATERIALIZED (
        SELECT * FROM unnest(${rows.map((one) => one.no)}::int[],
          ${rows.map((one) => one.fct)}::text[], ${rows.map((one) => one.device)}::uuid[],
          ${rows.map((one) => one.key)}::text[]) AS t (no, fct, device, key)
      ), seen AS MATERIALIZED (
        SELECT t.fct, t.device, t.key, l.at
        FROM (SELECT DISTINCT fct, device, key FROM tied) AS t
        CROSS JOIN LATERAL (
          SELECT max(started_at) AS at FROM steps
          WHERE lab_id = ${labId}::uuid AND kind = 'PROCESS' AND usable_ms IS NOT NULL
            AND fct = t.fct AND device_id = t.device AND parameters_key = t.key
        ) AS l
      )
      SELECT DISTINCT ON (no) no, key FROM tied JOIN seen USING (fct, device, key)
      ORDER BY no, at DESC, key`,
  );
}
