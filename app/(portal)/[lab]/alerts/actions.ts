'use server';

import { z } from 'zod';
import { acknowledgeAlerts } from '@/lib/alerts/alerts/acknowledge-alerts';
import { AcknowledgeAlerts, NoteAlert, RunAlerts } from '@/lib/alerts/alerts/contract';
import { noteAlert } from '@/lib/alerts/alerts/note-alert';
import { runAlerts } from '@/lib/alerts/engine/run-alerts';
import { action } from '@/lib/entry/action';

export const acknowledgeAlertsAction = action(
  'alert.acknowledge',
  'alerts.acknowledge',
  AcknowledgeAlerts,
  acknowledgeAlerts,
);

export const noteAlertAction = action(
  'alert.note',
  'notes.write',
  NoteAlert.extend({ id: z.uuid('must be the id of an alert') }),
  (ctx, { id, text }) => noteAlert(ctx, id, { text }),
);

export const runAlertsAction = action(
  'alert.run',
  'alerts.run',
  RunAlerts,
  // The alerts themselves stand on the page behind it, five hundred of them in a bad hour.
  async (ctx, given) => ({ ...(await runAlerts(ctx, given)), alerts: [] }),
);
