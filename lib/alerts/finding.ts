import type { Priority } from '@/lib/specimens/contract';

/** What an alert may be about. */
export const SUBJECT_KINDS = [
  'test',
  'specimen',
  'critical',
  'device',
  'assay',
  'location',
  'lab',
  'import',
  'rule_set',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** The labels that silences match and cards are parted by, in the words that people read. */
export const LABELS = [
  'specimen',
  'assay',
  'department',
  'location',
  'priority',
  'device',
] as const;
export type Label = (typeof LABELS)[number];
export type Labels = Partial<Record<Label, string>>;

export const UNITS = ['minutes', 'percent', 'count', 'per_hour'] as const;
export type Unit = (typeof UNITS)[number];

/** One thing that a rule finds true at a moment. */
export type Finding = {
  /** Unique within its rule while it lasts: the id of a test, a specimen, a device … */
  fingerprint: string;
  subject: { kind: SubjectKind; id: string };
  labels: Labels;
  /** In one line, without the rule's name: `S-1042 CBC is 35 min over`. */
  summary: string;
  /** How bad it is, in `unit`; the worst come first. */
  value: number | null;
  threshold: number | null;
  unit: Unit | null;
  dueAt: Date | null;
  priority: Priority | null;
  /** The device that it stands at or is about. */
  deviceId: string | null;
  /** When the condition came about, by the data; never after the moment asked for. */
  since: Date;
};

/** The same over time: from when to when (exclusive; null while it lasts) it would be found. */
export type Spell = Pick<
  Finding,
  'fingerprint' | 'subject' | 'labels' | 'summary' | 'priority' | 'deviceId'
> & {
  from: Date;
  to: Date | null;
  dueAt: Date | null;
  /** How bad it was at its worst. */
  value: number | null;
  /** What was said of it at a moment of it, where that changes as it lasts. */
  told?: (at: Date) => Pick<Finding, 'summary' | 'value'>;
};

/** Worst first. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export function isWorse(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other);
}
