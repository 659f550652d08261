import {
  CODE_COLUMNS,
  COLUMN_NAMES,
  isCode,
  isOfAttempts,
  isTime,
  TIME_COLUMNS,
  type ColumnName,
  type ValueList,
} from './block-columns';

/**
 * A row is a test, or a specimen without one; a specimen's rows stand together. Times of the
 * specimen are on each of its rows, so that a complete report can be put together in one pass.
 */
const ROWS = `
  void_keys AS MATERIALIZED (
    SELECT array_agg(key) AS keys FROM states WHERE lab_id = $1 AND kind = 'void'),
  done_keys AS MATERIALIZED (
    SELECT array_agg(key) AS keys FROM states WHERE lab_id = $1 AND kind = 'done'),
  found AS (
    SELECT figure_day(sp.received_at, sp.collected_at, sp.created_at) AS day,
      sp.id AS specimen_id, t.id AS test_id,
      t.ordered_at AS ordered, sp.collected_at AS collected, t.received_at AS received,
      t.started_at AS started, t.resulted_at AS resulted, t.verified_at AS verified,
      t.released_at AS released, t.due_at AS due, t.amended_at AS amended,
      sp.received_at AS specimen_received, sp.rejected_at AS specimen_rejected,
      t.assay_id AS assay, sp.location_id AS location, sp.specimen_type, t.device_id AS device,
      t.operator, t.state_key AS state, t.priority, sp.state_key AS specimen_state,
      sp.priority AS specimen_priority,
      -- Of the tube, else of the test: tests may be rejected by name.
      coalesce(sp.rejection_reason_id, t.rejection_reason_id) AS rejection_reason,
      sp.voided_at IS NOT NULL AS voided,
      t.run > 1 AND EXISTS (
        SELECT FROM ordered_tests e
        WHERE e.lab_id = t.lab_id AND e.specimen_id = t.specimen_id AND e.assay_id = t.assay_id
          AND e.run < t.run AND e.released_at IS NOT NULL) AS superseded,
      -- The verification in force at the first release is the last that no release precedes; what
      -- was amended and verified again later stays as it was.
      t.released_at IS NOT NULL AND EXISTS (
        SELECT FROM test_transitions v
        WHERE v.lab_id = t.lab_id AND v.test_id = t.id AND v.action = 'verify'
          AND v.actor_kind = 'system' AND v.sequence = (
            SELECT max(x.sequence) FROM test_transitions x
            WHERE x.lab_id = t.lab_id AND x.specimen_id = t.specimen_id AND x.test_id = t.id
              AND x.action = 'verify' AND NOT EXISTS (
                SELECT FROM test_transitions p
                WHERE p.lab_id = t.lab_id AND p.specimen_id = t.specimen_id AND p.test_id = t.id
                  AND p.sequence < x.sequence
                  AND p.to_state = ANY((SELECT keys FROM done_keys)::text[])))) AS autoverified,
      -- When a void test became what it is: its rejection, which may have been corrected, else its
      -- last step into that state. What was void before and came back is void from that step on.
      CASE WHEN t.state_key = ANY((SELECT keys FROM void_keys)::text[]) THEN coalesce(
        CASE WHEN NOT EXISTS (
          SELECT FROM test_transitions x WHERE x.lab_id = t.lab_id AND x.specimen_id = t.specimen_id
            AND coalesce(x.test_id, t.id) = t.id
            AND x.from_state = ANY((SELECT keys FROM void_keys)::text[])
        ) THEN t.rejected_at END,
        (SELECT x.occurred_at FROM test_transitions x
          WHERE x.lab_id = t.lab_id AND x.specimen_id = t.specimen_id
            AND coalesce(x.test_id, t.id) = t.id AND x.to_state = t.state_key
          ORDER BY x.sequence DESC LIMIT 1),
        t.rejected_at) END AS void_since
    FROM specimens sp
    LEFT JOIN ordered_tests t ON t.lab_id = sp.lab_id AND t.specimen_id = sp.id
    WHERE sp.lab_id = $1
      AND figure_day(sp.received_at, sp.collected_at, sp.created_at) = ANY($2::date[])),
  r AS MATERIALIZED (
    SELECT *, row_number() OVER w - 1 AS place,
      lag(specimen_id) OVER w IS DISTINCT FROM specimen_id AS first_of_specimen
    FROM found WINDOW w AS (PARTITION BY day ORDER BY specimen_id, test_id))`;

/** The attempts of those tests, by the rule of the view test_attempts. */
const ATTEMPTS = `
  a AS MATERIALIZED (
    SELECT r.day, r.place, x.ended_at AS ended, x.failed, x.device_id AS device,
      x.error_code_id AS error,
      row_number() OVER (PARTITION BY r.day ORDER BY r.place, x.sequence) AS nth
    FROM r CROSS JOIN LATERAL (
      SELECT * FROM test_attempts x WHERE x.lab_id = $1 AND x.test_id = r.test_id OFFSET 0
    ) x)`;

const SOURCE: Partial<Record<ColumnName, string>> = {
  attempt_ended: 'a.ended',
  attempt_row: 'a.place',
  attempt_failed: 'a.failed',
  attempt_device: 'a.device',
  attempt_error: 'a.error',
};

function sourceOf(name: ColumnName): string {
  return SOURCE[name] ?? `r.${name}`;
}

const epochMs = (at: string) => `round(date_part('epoch', ${at}) * 1000)`;

/** One column, packed in the order of its rows. */
function packed(name: ColumnName): string {
  const source = sourceOf(name);
  const order = isOfAttempts(name) ? 'a.nth' : 'r.place';
  const bytes = (value: string) => `string_agg(${value}, ''::bytea ORDER BY ${order}) AS ${name}`;
  if (isTime(name)) return bytes(`float8send(coalesce(${epochMs(source)}, 'NaN'))`);
  if (isCode(name)) {
    const list = `d.${CODE_COLUMNS[name]}`;
    return bytes(`int2send(coalesce(array_position(${list}, ${source}::text) - 1, -1)::int2)`);
  }
  switch (name) {
    case 'attempt_row':
      return bytes(`int4send(${source}::int4)`);
    case 'attempt_failed':
      return bytes(`set_byte('\\x00'::bytea, 0, ${source}::int)`);
    case 'flags':
      return bytes(`set_byte('\\x00'::bytea, 0, r.first_of_specimen::int
        + CASE WHEN r.test_id IS NULL THEN 0 ELSE 2 END + 4 * r.voided::int
        + 8 * coalesce(r.superseded, false)::int
        + 16 * coalesce(r.autoverified, false)::int)`);
    case 'test_id':
    case 'specimen_id':
      return bytes(`uuid_send(coalesce(${source}, '00000000-0000-0000-0000-000000000000'::uuid))`);
  }
}

/** The lists that codes of some columns stand for, each as a sorted array of texts. */
function listsOf(columns: readonly ColumnName[]): { own: string[]; names: ValueList[] } {
  const wanted = new Map<ValueList, string>();
  for (const name of columns) {
    if (!isCode(name)) continue;
    const list = CODE_COLUMNS[name];
    if (list === 'priorities') wanted.set(list, `ARRAY['STAT', 'URGENT', 'ROUTINE']`);
    else {
      const source = sourceOf(name);
      const values = `array_agg(DISTINCT ${source}::text) FILTER (WHERE ${source} IS NOT NULL)`;
      wanted.set(list, `coalesce(${values}, '{}')`);
    }
  }
  return { own: [...wanted].map(([list, sql]) => `${sql} AS ${list}`), names: [...wanted.keys()] };
}

function jsonOf(names: readonly string[], value: (name: string) => string): string {
  const pairs = names.flatMap((name) => [`'${name}'`, value(name)]);
  return `jsonb_build_object(${pairs.join(', ')})`;
}

/**
 * SELECT of the blocks of some days ($2 date[]) of a lab ($1), made from specimens, tests and history:
 * day, rows, attempts, values, spans (null unless asked for) and the columns, each as bytea. A day
 * without a specimen has no block.
 */
export function blockSelect(columns: readonly ColumnName[], withSpans: boolean): string {
  const ofRows = columns.filter((name) => !isOfAttempts(name));
  const ofAttempts = columns.filter(isOfAttempts);
  const rowLists = listsOf(ofRows);
  const attemptLists = listsOf(ofAttempts);
  const spanned = TIME_COLUMNS.filter((name) => columns.includes(name));
  const span = (names: readonly ColumnName[]) =>
    names.map((name) => {
      const source = sourceOf(name);
      return `jsonb_build_array(min(${epochMs(source)}), max(${epochMs(source)})) AS ${name}_span`;
    });
  const list = (parts: string[]) => parts.map((part) => `, ${part}`).join('');
  const spansOf = (names: readonly ColumnName[]) => (withSpans ? span(names) : []);
  const timesOfRows = spanned.filter((name) => !isOfAttempts(name));
  const timesOfAttempts = spanned.filter(isOfAttempts);
  const withAttempts = ofAttempts.length > 0;
  const joins = withAttempts ? `LEFT JOIN ga USING (day) LEFT JOIN da USING (day)` : '';
  const values = jsonOf([...rowLists.names, ...attemptLists.names], (name) => `to_jsonb(${name})`);
  return `WITH ${ROWS}${withAttempts ? `, ${ATTEMPTS}` : ''},
  dr AS MATERIALIZED (SELECT r.day${list(rowLists.own)} FROM r GROUP BY r.day),
  gr AS (SELECT r.day, count(*)::int AS rows${list(ofRows.map(packed))}${list(spansOf(timesOfRows))}
    FROM r JOIN dr AS d ON d.day = r.day GROUP BY r.day)
  ${
    withAttempts
      ? `, da AS MATERIALIZED (SELECT a.day${list(attemptLists.own)} FROM a GROUP BY a.day),
  ga AS (SELECT a.day, count(*)::int AS attempts${list(ofAttempts.map(packed))}${list(spansOf(timesOfAttempts))}
    FROM a JOIN da AS d ON d.day = a.day GROUP BY a.day)`
      : ''
  }
  SELECT day::text AS day, gr.rows, ${withAttempts ? 'coalesce(ga.attempts, 0)' : '0'} AS attempts,
    ${values} AS values,
    ${withSpans ? jsonOf(spanned, (name) => `${name}_span`) : `'{}'::jsonb`} AS spans
    ${list(ofRows)}${list(ofAttempts.map((name) => `coalesce(${name}, ''::bytea) AS ${name}`))}
  FROM gr JOIN dr USING (day) ${joins}`;
}

const ALL = ['day', 'rows', 'attempts', 'values', 'spans', ...COLUMN_NAMES];

/** Builds the blocks of some days ($2) of a lab ($1) anew; those days' old ones must be gone. */
export const INSERT_BLOCKS = `INSERT INTO figure_blocks (lab_id, ${ALL.map((name) => `"${name}"`).join(', ')})
  SELECT $1, day::date, ${ALL.slice(1)
    .map((name) => `"${name}"`)
    .join(', ')} FROM (${blockSelect(COLUMN_NAMES, true)}) built`;
