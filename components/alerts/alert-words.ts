import type { Tone } from '@/components/ui/tone';
import type { Alert } from '@/lib/alerts/alerts/contract';
import type { Standing } from '@/lib/alerts/alerts/standing';
import type { Label } from '@/lib/alerts/finding';
import type { MatcherLabel } from '@/lib/alerts/silences/contract';

type Words = { label: string; tone: Tone };

export const STATUS_WORDS: Readonly<Record<Alert['status'], Words>> = {
  pending: { label: 'Pending', tone: 'neutral' },
  firing: { label: 'Firing', tone: 'danger' },
  acknowledged: { label: 'Acknowledged', tone: 'accent' },
  resolved: { label: 'Resolved', tone: 'positive' },
};

/** How open alerts stand, and what that means. */
export const STANDING_WORDS: Readonly<Record<Standing, Words & { hint: string }>> = {
  firing: { ...STATUS_WORDS.firing, hint: 'Nobody has acknowledged them yet.' },
  acknowledged: {
    ...STATUS_WORDS.acknowledged,
    hint: 'Somebody sees to it; they are not told again.',
  },
  pending: { ...STATUS_WORDS.pending, hint: 'Not for as long yet as their rule says.' },
  held: {
    label: 'Held back',
    tone: 'neutral',
    hint: 'Silenced, or told with the device they stand at.',
  },
};

export const RESOLVED_WORDS: Readonly<Record<NonNullable<Alert['resolved']>['as'], string>> = {
  gone: 'What it was about is over',
  rule_changed: 'Its rule was changed',
  rule_off: 'Its rule was switched off',
  rule_removed: 'Its rule was removed',
};

export const LABEL_WORDS: Readonly<Record<Label, string>> = {
  specimen: 'Specimen',
  assay: 'Assay',
  department: 'Department',
  location: 'Location',
  priority: 'Priority',
  device: 'Device',
};

export const MATCHER_WORDS: Readonly<Record<MatcherLabel, string>> = {
  ...LABEL_WORDS,
  rule: 'Rule',
  alert: 'This alert alone',
};

/**
 * What an alert is called in lists: its test where it has a due time, which is told beside it as it
 * is by now; else its own line, which is up to five minutes old.
 */
export function alertName({
  labels,
  due_at: due,
  summary,
}: Pick<Alert, 'labels' | 'due_at' | 'summary'>): string {
  if (due === null || labels.specimen === undefined) return summary;
  return [labels.specimen, labels.assay].filter((part) => part !== undefined).join(' ');
}
