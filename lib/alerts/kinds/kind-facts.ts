import type { Severity } from '../finding';
import type { Filters } from './kind';
import type { KindName } from './params';

export type FilterName = keyof Filters;

/** In the order people are offered them. */
export const FILTER_NAMES = [
  'assays',
  'departments',
  'locations',
  'priorities',
  'devices',
] as const satisfies readonly FilterName[];

type KindFacts = {
  /** As people read it. */
  label: string;
  /** What it finds, in a sentence. */
  description: string;
  /** What a rule of the kind can be narrowed by; another would never match anything. */
  filters: readonly FilterName[];
  /** Where a rule names none. */
  severity: Severity;
  /** How long after a card the same is told again, where a rule does not say. */
  repeatSeconds: number;
  /** What of the past nobody knows any more, so that a trial says less than there was. */
  unknownPast?: string;
};

const REPEAT_SECONDS = 4 * 3600;

const OF_SPECIMENS = ['assays', 'departments', 'locations', 'priorities'] as const;

/** What people are told of each kind of rule. Safe in the browser. */
export const KIND_FACTS: Record<KindName, KindFacts> = {
  sla_breach: {
    label: 'Overdue',
    description: 'A test is not released and its due time has passed.',
    filters: FILTER_NAMES,
    severity: 'warning',
    repeatSeconds: REPEAT_SECONDS,
  },
  at_risk: {
    label: 'At risk',
    description: 'A test is not released and its due time is near.',
    filters: FILTER_NAMES,
    severity: 'info',
    repeatSeconds: REPEAT_SECONDS,
  },
  missing_specimen: {
    label: 'Missing specimen',
    description: 'A specimen was collected, or ordered as STAT, and has not been received.',
    filters: OF_SPECIMENS,
    severity: 'warning',
    repeatSeconds: REPEAT_SECONDS,
  },
  critical_unhandled: {
    label: 'Critical not handled',
    description: 'A critical result is open for too long. Only handling it ends the alert.',
    filters: FILTER_NAMES,
    severity: 'critical',
    repeatSeconds: 15 * 60,
  },
  error_rate: {
    label: 'Error rate',
    description: 'Too many of the attempts of a device or an assay fail.',
    filters: FILTER_NAMES,
    severity: 'warning',
    repeatSeconds: REPEAT_SECONDS,
  },
  rejection_rate: {
    label: 'Rejection rate',
    description: 'Too many of the specimens presented are rejected.',
    filters: OF_SPECIMENS,
    severity: 'warning',
    repeatSeconds: REPEAT_SECONDS,
  },
  throughput: {
    label: 'Throughput below its usual',
    description: 'Fewer tests are released than at the same time in the weeks before.',
    filters: FILTER_NAMES,
    severity: 'warning',
    repeatSeconds: REPEAT_SECONDS,
  },
  device: {
    label: 'Device down or silent',
    description: 'A device is down, or is not heard of, outside of a planned downtime.',
    filters: ['devices'],
    severity: 'critical',
    repeatSeconds: 3600,
  },
  import_failed: {
    label: 'Import failed',
    description: 'An import failed, or too many of its rows were rejected.',
    filters: [],
    severity: 'warning',
    repeatSeconds: REPEAT_SECONDS,
  },
  quarantined_messages: {
    label: 'Quarantined messages',
    description: 'Messages of a device wait in quarantine.',
    filters: ['devices'],
    severity: 'warning',
    repeatSeconds: REPEAT_SECONDS,
    unknownPast:
      'Only messages that are in quarantine now are known: what was replayed or ignored since would have been told too.',
  },
  data_quality: {
    label: 'Data quality',
    description: 'The lab’s own data does not satisfy a rule set.',
    filters: [],
    severity: 'warning',
    repeatSeconds: REPEAT_SECONDS,
  },
};
