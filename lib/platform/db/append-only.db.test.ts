import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { newId } from '../ids';
import { testDatabase, withClient } from './testing';

const { appUrl, ownerUrl, reportingUrl, superuserUrl } = testDatabase();
const denied = { code: '42501' };
const appendOnly = [
  'test_transitions',
  'audit_events',
  'audit_seals',
  'critical_notifications',
  'notes',
  'signatures',
  'device_state_changes',
  'container_moves',
  'device_events',
  'alert_events',
  'notification_attempts',
  'rule_set_versions',
];

async function refusal(url: string, sql: string): Promise<unknown> {
  return withClient(url, (client) =>
    client.query(sql).then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

beforeAll(async () => {
  const { lab, ctxFor } = await makeTestLab();
  const { userId } = (await ctxFor('manager')).actor;
  const [specimenId, assayId, testId, analyteId, criticalId, deviceId, containerId] = Array.from(
    { length: 7 },
    () => newId(),
  );
  await withClient(appUrl, async (client) => {
    await client.query(
      `INSERT INTO specimens (id, lab_id, number, state_key) VALUES ($1, $2, 'S-1', 'received')`,
      [specimenId, lab.id],
    );
    await client.query(
      `INSERT INTO test_transitions (id, lab_id, specimen_id, sequence, action, occurred_at, source,
         actor_kind, actor_id, actor_name, request_id)
       VALUES ($1, $2, $3, 1, 'create', now(), 'portal', 'person', $4, 'Ada', 'r')`,
      [newId(), lab.id, specimenId, userId],
    );
    await client.query(
      `INSERT INTO audit_events (id, lab_id, at, actor_kind, actor_name, action, entity, request_id)
       VALUES ($1, $2, now(), 'system', 'test', 'lab.test', 'lab', 'r')`,
      [newId(), lab.id],
    );
    await client.query(
      `INSERT INTO audit_seals (chain, position, event_id, hash, sealed_at)
       VALUES ($1, 1, $2, '\\x01', now())`,
      [lab.id, newId()],
    );
    await client.query(
      `INSERT INTO notes (id, lab_id, specimen_id, text, actor_kind, actor_name, request_id)
       VALUES ($1, $2, $3, 'Clotted', 'person', 'Ada', 'r')`,
      [newId(), lab.id, specimenId],
    );
    await client.query(
      `INSERT INTO signatures (id, lab_id, user_id, user_name, meaning, at, content, hash, request_id)
       VALUES ($1, $2, $3, 'Ada', 'Invalidated', now(), '{}', '\\x00', 'r')`,
      [newId(), lab.id, userId],
    );
    await client.query(`INSERT INTO assays (id, lab_id, code, name) VALUES ($1, $2, 'K', 'K')`, [
      assayId,
      lab.id,
    ]);
    await client.query(`INSERT INTO analytes (id, lab_id, code, name) VALUES ($1, $2, 'K', 'K')`, [
      analyteId,
      lab.id,
    ]);
    await client.query(
      `INSERT INTO ordered_tests (id, lab_id, specimen_id, assay_id, state_key)
       VALUES ($1, $2, $3, $4, 'received')`,
      [testId, lab.id, specimenId, assayId],
    );
    await client.query(
      `INSERT INTO criticals (id, lab_id, test_id, analyte_id, available_at)
       VALUES ($1, $2, $3, $4, now())`,
      [criticalId, lab.id, testId, analyteId],
    );
    await client.query(
      `INSERT INTO critical_notifications (id, lab_id, critical_id, outcome, notified_to, read_back,
         at, value, actor_kind, actor_name, request_id)
       VALUES ($1, $2, $3, 'CONFIRMED', 'Dr Hill', true, now(), '7.1', 'person', 'Ada', 'r')`,
      [newId(), lab.id, criticalId],
    );
    await client.query(
      `INSERT INTO devices (id, lab_id, name, type) VALUES ($1, $2, 'K1', 'analyser')`,
      [deviceId, lab.id],
    );
    await client.query(
      `INSERT INTO device_state_changes (id, lab_id, device_id, code, at, source, actor_kind,
         actor_name, request_id)
       VALUES ($1, $2, $3, 'ES', now(), 'instrument', 'key', 'K1', 'r')`,
      [newId(), lab.id, deviceId],
    );
    await client.query(
      `INSERT INTO device_events (id, lab_id, device_id, kind, text, data, at, recorded_at,
         request_id)
       VALUES ($1, $2, $3, 'alarm', 'Door is open', '{}', now(), now(), 'r')`,
      [newId(), lab.id, deviceId],
    );
    const [channelId, ruleId, alertId, notificationId] = Array.from({ length: 4 }, () => newId());
    await client.query(
      `INSERT INTO channels (id, lab_id, name, kind, url, host)
       VALUES ($1, $2, 'Floor', 'teams', '\\x01', 'example.org')`,
      [channelId, lab.id],
    );
    await client.query(
      `INSERT INTO alert_rules (id, lab_id, name, kind, severity)
       VALUES ($1, $2, 'Late', 'sla_breach', 'warning')`,
      [ruleId, lab.id],
    );
    await client.query(
      `INSERT INTO alerts (id, lab_id, rule_id, fingerprint, severity, subject_kind, subject_id,
         summary, started_at, seen_at)
       VALUES ($1, $2, $3, 'f', 'warning', 'test', 't', 'Late', now(), now())`,
      [alertId, lab.id, ruleId],
    );
    await client.query(
      `INSERT INTO alert_events (id, lab_id, alert_id, kind, at, actor_kind, actor_name, request_id)
       VALUES ($1, $2, $3, 'pending', now(), 'system', 'alerts', 'r')`,
      [newId(), lab.id, alertId],
    );
    await client.query(
      `INSERT INTO notifications (id, lab_id, channel_id, rule_id, reason, severity, summary,
         payload, alert_count, next_attempt_at, created_at, request_id)
       VALUES ($1, $2, $3, $4, 'first', 'warning', 'Late', '{}', 1, now(), now(), 'r')`,
      [notificationId, lab.id, channelId, ruleId],
    );
    await client.query(
      `INSERT INTO notification_attempts (id, lab_id, notification_id, at, duration_ms, outcome,
         request_id)
       VALUES ($1, $2, $3, now(), 1, 'ok', 'r')`,
      [newId(), lab.id, notificationId],
    );
    const ruleSetId = newId();
    await client.query(`INSERT INTO rule_sets (id, lab_id, name) VALUES ($1, $2, 'Ours')`, [
      ruleSetId,
      lab.id,
    ]);
    await client.query(
      `INSERT INTO rule_set_versions (lab_id, rule_set_id, version, text, actor_kind, actor_name,
         request_id)
       VALUES ($1, $2, 1, 'rules: []', 'system', 'test', 'r')`,
      [lab.id, ruleSetId],
    );
    // A container and its first move exist together or not at all.
    await client.query('BEGIN');
    await client.query(`UPDATE devices SET slots = 1 WHERE id = $1`, [deviceId]);
    await client.query(
      `INSERT INTO containers (id, lab_id, name, lidded, filled, start_device_id, start_slot)
       VALUES ($1, $2, 'Plate', false, true, $3, 0)`,
      [containerId, lab.id, deviceId],
    );
    await client.query(
      `INSERT INTO container_moves (id, lab_id, container_id, sequence, action, thing, to_device_id,
         to_slot, at, source, actor_kind, actor_name, request_id)
       VALUES ($1, $2, $3, 1, 'add', 'container', $4, 0, now(), 'api', 'key', 'Arm', 'r')`,
      [newId(), lab.id, containerId, deviceId],
    );
    await client.query(
      `INSERT INTO occupancies (lab_id, device_id, slot, thing, container_id, sequence)
       VALUES ($1, $2, 0, 'container', $3, 1)`,
      [lab.id, deviceId, containerId],
    );
    await client.query('COMMIT');
  });
});

describe.each(appendOnly)('%s', (table) => {
  const [column, written, forged] =
    table === 'audit_seals' ? ['hash', '\\x01', '\\x00'] : ['request_id', 'r', 'forged'];
  const change = `UPDATE ${table} SET ${column} = '${forged}'`;
  const removal = `DELETE FROM ${table}`;
  const truncation = `TRUNCATE ${table} CASCADE`;

  test.each([change, removal, truncation])('the app has no right to: %s', async (sql) => {
    expect(await refusal(appUrl, sql)).toMatchObject(denied);
  });

  test.each([change, removal, truncation])('its trigger stops even the owner: %s', async (sql) => {
    expect(await refusal(ownerUrl, sql)).toMatchObject({ code: '23001' });
  });

  test('the rows are as they were written', async () => {
    const { rows } = await withClient(ownerUrl, (client) =>
      client.query(
        `SELECT DISTINCT ${column}::text AS value FROM ${table}
         WHERE ${column} IN ('${written}', '${forged}')`,
      ),
    );
    expect(rows).toEqual([{ value: written }]);
  });
});

test('every table with such a trigger is one the app may not change, and the other way round', async () => {
  const { rows } = await withClient(superuserUrl, (client) =>
    client.query<{ table: string; trigger: boolean; change: boolean; insert: boolean }>(`
      SELECT c.relname AS "table",
        EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgfoid = 'refuse_change'::regproc)
          AS "trigger",
        has_table_privilege('benchwatch_app', c.oid, 'UPDATE')
          OR has_table_privilege('benchwatch_app', c.oid, 'DELETE')
          OR has_table_privilege('benchwatch_app', c.oid, 'TRUNCATE') AS "change",
        has_table_privilege('benchwatch_app', c.oid, 'INSERT') AS "insert"
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
        AND c.relname <> '_prisma_migrations'`),
  );
  const withTrigger = rows.filter((row) => row.trigger).map((row) => row.table);
  const unchangeable = rows.filter((row) => !row.change).map((row) => row.table);
  expect(withTrigger.toSorted()).toEqual(appendOnly.toSorted());
  expect(unchangeable.toSorted()).toEqual(appendOnly.toSorted());
  expect(rows.filter((row) => !row.insert)).toEqual([]);
});

test('the app changes no structure, empties no table and forges no migration', async () => {
  for (const sql of [
    'CREATE TABLE public.mine (id int)',
    'ALTER TABLE specimens ADD COLUMN mine int',
    'ALTER TABLE audit_events DISABLE TRIGGER ALL',
    'DROP TABLE sessions',
    'CREATE SCHEMA mine',
  ]) {
    expect(await refusal(appUrl, sql), sql).toMatchObject({ code: '42501' });
  }
  expect(await refusal(appUrl, 'TRUNCATE specimens CASCADE')).toMatchObject(denied);
  expect(await refusal(appUrl, 'DELETE FROM _prisma_migrations')).toMatchObject(denied);
});

test('the reporting role sees its own schema only', async () => {
  for (const sql of [
    'SELECT * FROM public.users',
    'SELECT * FROM public.ordered_tests',
    'SELECT * FROM graphile_worker.jobs',
    'CREATE TABLE public.mine (id int)',
  ]) {
    expect(await refusal(reportingUrl, sql), sql).toMatchObject(denied);
  }
  const { rows } = await withClient(reportingUrl, (client) =>
    client.query(`SELECT has_schema_privilege('reporting', 'USAGE') AS may`),
  );
  expect(rows).toEqual([{ may: true }]);
});

test('the app queues jobs', async () => {
  const { rows } = await withClient(appUrl, (client) =>
    client.query(`SELECT id FROM graphile_worker.add_job('nothing', '{}'::json)`),
  );
  expect(rows).toHaveLength(1);
});
