import { defineEndpoint, type Endpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import { AuditEventAnswer, AuditFilter, AuditListQuery, AuditStatus } from './contract';

const tag = 'Audit trail';

export const listAuditEventsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/audit-events',
  tag,
  summary: 'List audit events, the newest first',
  description: 'Every change in this lab, with how things stood before and after it.',
  may: 'audit.read',
  query: AuditListQuery,
  answer: listAnswer(AuditEventAnswer),
});

export const auditCsvEndpoint = defineEndpoint({
  method: 'GET',
  path: '/audit-events.csv',
  tag,
  summary: 'Download audit events as CSV, the newest first',
  description: 'Takes the filters of the list. Cells that a spreadsheet would run are defused.',
  may: 'audit.read',
  query: AuditFilter,
  answerType: 'text/csv',
});

export const auditStatusEndpoint = defineEndpoint({
  method: 'GET',
  path: '/audit-status',
  tag,
  summary: 'How far the audit trail is sealed and anchored',
  description: 'A quick look; npm run audit:verify checks every row.',
  may: 'audit.read',
  answer: AuditStatus,
});

export const AUDIT_ENDPOINTS: readonly Endpoint[] = [
  listAuditEventsEndpoint,
  auditCsvEndpoint,
  auditStatusEndpoint,
];
