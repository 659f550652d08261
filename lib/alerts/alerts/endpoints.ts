import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import {
  AcknowledgeAlert,
  AcknowledgeAlerts,
  Acknowledged,
  Alert,
  AlertDetail,
  AlertsQuery,
  NoteAlert,
  RunAlerts,
  RunAnswer,
} from './contract';

const byId = z.object({ id: z.string().max(64) });

export const runAlertsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/alerts/run',
  tag: 'Alerts',
  summary: 'Evaluate all alert rules now',
  description:
    'As the worker does every 30 seconds; for an outside scheduler. With dry_run nothing is written or sent: the answer holds the exact JSON that each channel would be sent if nobody had been told yet.',
  may: 'alerts.run',
  body: RunAlerts,
  answer: RunAnswer,
});

export const listAlertsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/alerts',
  tag: 'Alerts',
  summary: 'List alerts',
  description:
    'Open ones by how they stand (firing, acknowledged, pending, held back), in it the worst severity first, then the latest; past ones the latest first.',
  may: 'read',
  query: AlertsQuery,
  answer: listAnswer(Alert),
});

export const readAlertEndpoint = defineEndpoint({
  method: 'GET',
  path: '/alerts/{id}',
  tag: 'Alerts',
  summary: 'Read an alert with its history',
  may: 'read',
  params: byId,
  answer: AlertDetail,
});

export const acknowledgeAlertEndpoint = defineEndpoint({
  method: 'POST',
  path: '/alerts/{id}/acknowledge',
  tag: 'Alerts',
  summary: 'Acknowledge an alert',
  description:
    'Its repeats end; those of a critical result only when it is handled. Once more changes nothing; one that does not fire is 409.',
  may: 'alerts.acknowledge',
  params: byId,
  body: AcknowledgeAlert,
  answer: AlertDetail,
});

export const acknowledgeAlertsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/alerts/acknowledge',
  tag: 'Alerts',
  summary: 'Acknowledge several alerts, or all that a notification told of',
  description: 'Those that do not fire stay as they are.',
  may: 'alerts.acknowledge',
  body: AcknowledgeAlerts,
  answer: Acknowledged,
});

export const noteAlertEndpoint = defineEndpoint({
  method: 'POST',
  path: '/alerts/{id}/notes',
  tag: 'Alerts',
  summary: 'Add a note to an alert',
  may: 'notes.write',
  status: 201,
  params: byId,
  body: NoteAlert,
  answer: AlertDetail,
});

export const ALERT_ENDPOINTS = [
  runAlertsEndpoint,
  listAlertsEndpoint,
  readAlertEndpoint,
  acknowledgeAlertEndpoint,
  acknowledgeAlertsEndpoint,
  noteAlertEndpoint,
];
