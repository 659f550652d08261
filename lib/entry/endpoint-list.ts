import { RULE_ENDPOINTS } from '@/lib/alerts/rules/endpoints';
import { CHANNEL_ENDPOINTS } from '@/lib/alerts/channels/endpoints';
import { DELIVERY_ENDPOINTS } from '@/lib/alerts/delivery/endpoints';
import { ALERT_ENDPOINTS } from '@/lib/alerts/alerts/endpoints';
import { TRIAL_ENDPOINTS } from '@/lib/alerts/history/endpoints';
import { SILENCE_ENDPOINTS } from '@/lib/alerts/silences/endpoints';
import { AUDIT_ENDPOINTS } from '@/lib/audit/endpoints';
import { CONTENT_ENDPOINTS } from '@/lib/containers/contents/endpoints';
import { CONTAINER_ENDPOINTS } from '@/lib/containers/endpoints';
import { DOWNTIME_ENDPOINTS } from '@/lib/devices/downtimes/endpoints';
import { DEVICE_ENDPOINTS } from '@/lib/devices/endpoints';
import { EXPORT_ENDPOINTS } from '@/lib/exports/endpoints';
import { IMPORT_ENDPOINTS } from '@/lib/imports/endpoints';
import { LAB_ENDPOINTS } from '@/lib/labs/endpoints';
import { SPECIMEN_CHANGE_ENDPOINTS } from '@/lib/specimens/changes/change-endpoints';
import { SPECIMEN_ENDPOINTS } from '@/lib/specimens/endpoints';
import { METRIC_ENDPOINTS } from '@/lib/metrics/endpoints';
import { WORKLIST_ENDPOINTS } from '@/lib/worklist/endpoints';
import { RESULT_ENDPOINTS } from '@/lib/results/endpoints';
import { QUALITY_ENDPOINTS } from '@/lib/quality/endpoints';
import { DURATION_ENDPOINTS } from '@/lib/processes/durations/endpoints';
import { PLANNING_ENDPOINTS } from '@/lib/planning/endpoints';
import { PROCESS_ENDPOINTS } from '@/lib/processes/endpoints';
import { INBOX_ENDPOINTS } from '@/lib/instruments/inbox/endpoints';
import { PEER_ENDPOINTS } from '@/lib/instruments/mllp/endpoints';
import { PROPOSAL_ENDPOINTS } from '@/lib/instruments/proposals/endpoints';
import { RECEIVE_ENDPOINTS } from '@/lib/instruments/receive/endpoints';
import { SECRET_ENDPOINTS } from '@/lib/instruments/secrets/endpoints';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { streamEndpoint } from '@/lib/platform/live/stream-endpoint';
import { prometheusEndpoint } from './monitoring-endpoints';

/**
 * The contracts of every capability. /api/openapi.json and /docs are made of them, and tests walk
 * them: a route whose contract is not here fails, and so does a contract without its route.
 */
export const ENDPOINTS: readonly Endpoint[] = [
  ...LAB_ENDPOINTS,
  ...DEVICE_ENDPOINTS,
  ...DOWNTIME_ENDPOINTS,
  ...CONTAINER_ENDPOINTS,
  ...CONTENT_ENDPOINTS,
  ...METRIC_ENDPOINTS,
  ...WORKLIST_ENDPOINTS,
  prometheusEndpoint,
  streamEndpoint,
  ...SPECIMEN_ENDPOINTS,
  ...SPECIMEN_CHANGE_ENDPOINTS,
  ...IMPORT_ENDPOINTS,
  ...EXPORT_ENDPOINTS,
  ...QUALITY_ENDPOINTS,
  ...ALERT_ENDPOINTS,
  ...SILENCE_ENDPOINTS,
  ...TRIAL_ENDPOINTS,
  ...AUDIT_ENDPOINTS,
  ...RESULT_ENDPOINTS,
  ...PROCESS_ENDPOINTS,
  ...DURATION_ENDPOINTS,
  ...RECEIVE_ENDPOINTS,
  ...SECRET_ENDPOINTS,
  ...PEER_ENDPOINTS,
  ...INBOX_ENDPOINTS,
  ...PROPOSAL_ENDPOINTS,
  ...RULE_ENDPOINTS,
  ...CHANNEL_ENDPOINTS,
  ...DELIVERY_ENDPOINTS,
  ...PLANNING_ENDPOINTS,
];
