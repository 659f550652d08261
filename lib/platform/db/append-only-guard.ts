import { z } from 'zod';
import { pool } from './client';

const Row = z.object({ open: z.boolean() });

/** Whether the app's own role could change history were it not for the triggers. */
export async function appendOnlyRestsOnTriggers(): Promise<boolean> {
  const { rows } = await pool().query(
    `SELECT bool_or(
       has_table_privilege(current_user, name, 'UPDATE')
       OR pg_has_role(current_user, c.relowner, 'USAGE')
     ) AS open
     FROM unnest(ARRAY[
      'test_transitions', 'audit_events', 'audit_seals', 'critical_notifications', 'notes',
      'signatures', 'device_state_changes', 'container_moves',
      'device_events', 'alert_events', 'notification_attempts', 'rule_set_versions'
    ]) AS name
     JOIN pg_class c ON c.oid = name::regclass`,
  );
  return Row.parse(rows[0]).open;
}
