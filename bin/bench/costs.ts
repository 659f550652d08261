import type pg from 'pg';
import { buildBlocks } from '@/lib/metrics/blocks/build-blocks';
import { newId } from '@/lib/platform/ids';
import type { Catalogue } from './catalogue';
import { secondsOf } from './timing';

const BATCHES = 20;
const BATCH_TESTS = 1_000;

/** Builds what is marked; answers the days and the seconds. */
export async function buildAll(pool: pg.Pool): Promise<{ days: number; seconds: number }> {
  let days = 0;
  const seconds = await secondsOf(async () => {
    for (;;) {
      const built = await buildBlocks(pool, { atOnce: true });
      if (built === 0) return;
      days += built;
    }
  });
  return { days, seconds };
}

/** Bytes of the blocks and their index, and of the tables they are made from with all of theirs. */
export async function diskOf(pool: pg.Pool): Promise<{ blocks: number; rows: number }> {
  const { rows } = await pool.query<{ blocks: string; rows: string }>(
    `SELECT pg_total_relation_size('figure_blocks') AS blocks,
       pg_total_relation_size('specimens') + pg_total_relation_size('ordered_tests')
         + pg_total_relation_size('test_transitions') AS rows`,
  );
  return { blocks: Number(rows[0]?.blocks ?? 0), rows: Number(rows[0]?.rows ?? 0) };
}

async function writeBatches(owner: pg.Client, { lab, assays, devices }: Catalogue): Promise<void> {
  const ids = () => Array.from({ length: BATCH_TESTS }, () => newId());
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const [specimens, tests, transitions] = [ids(), ids(), ids()];
    await owner.query(
      `INSERT INTO specimens (id, lab_id, number, state_key, received_at, collected_at, last_sequence)
       SELECT id, $1, 'W' || $3 || '-' || n, 'published', now() - n * interval '2 minutes',
         now() - n * interval '2 minutes', 1 FROM unnest($2::uuid[]) WITH ORDINALITY s (id, n)`,
      [lab.id, specimens, batch],
    );
    await owner.query(
      `INSERT INTO ordered_tests (id, lab_id, specimen_id, assay_id, device_id, state_key,
         received_at, collected_at, released_at)
       SELECT t.id, $1, s.id, $4, $5, 'published', s.received_at, s.collected_at, now()
       FROM unnest($2::uuid[], $3::uuid[]) t (id, specimen) JOIN specimens s ON s.id = t.specimen`,
      [lab.id, tests, specimens, assays[batch], devices[batch % devices.length]],
    );
    await owner.query(
      `INSERT INTO test_transitions (id, lab_id, specimen_id, test_id, sequence, action, to_state,
         occurred_at, device_id, source, actor_kind, actor_name, request_id)
       SELECT h.id, $1, h.specimen, h.test, 1, 'import', 'published', now(), $5, 'import', 'system',
         'bench', 'bench' FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) h (id, specimen, test)`,
      [lab.id, transitions, specimens, tests, devices[batch % devices.length]],
    );
  }
}

async function markingTriggers(owner: pg.Client): Promise<{ table: string; trigger: string }[]> {
  const { rows } = await owner.query<{ table: string; trigger: string }>(
    `SELECT t.tgrelid::regclass::text AS table, t.tgname AS trigger FROM pg_trigger t
     JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname LIKE 'mark_figure_days%'`,
  );
  return rows;
}

/** Tests a second written with their specimens and history, with and without marking their days. */
export async function writeRates(
  owner: pg.Client,
  catalogue: Catalogue,
): Promise<{ marked: number; unmarked: number }> {
  const triggers = await markingTriggers(owner);
  if (triggers.length === 0) throw new Error('No trigger marks days of figures any more.');
  const rate = async (marking: boolean) => {
    await owner.query('BEGIN');
    try {
      if (!marking) {
        for (const { table, trigger } of triggers) {
          await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`);
        }
      }
      return (BATCHES * BATCH_TESTS) / (await secondsOf(() => writeBatches(owner, catalogue)));
    } finally {
      await owner.query('ROLLBACK');
    }
  };
  await rate(true);
  // Both twice, in turn, so that a busy moment of the machine does not fall on one of them alone.
  const [a, b, c, d] = [await rate(true), await rate(false), await rate(true), await rate(false)];
  return { marked: Math.max(a, c), unmarked: Math.max(b, d) };
}
