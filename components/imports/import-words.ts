import type { Tone } from '@/components/ui/tone';
import type { ImportAnswer } from '@/lib/imports/contract';

type Status = ImportAnswer['status'];

const WORDS: Record<Status, { label: string; tone: Tone }> = {
  queued: { label: 'Waiting', tone: 'neutral' },
  running: { label: 'Running', tone: 'info' },
  completed: { label: 'Completed', tone: 'positive' },
  failed: { label: 'Failed', tone: 'danger' },
  cancelled: { label: 'Cancelled', tone: 'warning' },
};

export function statusWords(record: Pick<ImportAnswer, 'status' | 'dry_run' | 'rejected'>): {
  label: string;
  tone: Tone;
} {
  const words = WORDS[record.status];
  if (record.status !== 'completed') return words;
  if (record.dry_run) return { label: 'Checked', tone: 'neutral' };
  return record.rejected > 0 ? { label: 'Completed with faults', tone: 'warning' } : words;
}

export function isAtWork(status: Status): boolean {
  return status === 'queued' || status === 'running';
}

const number = new Intl.NumberFormat('en');

/** 15524 as 15,524. */
export function count(value: number): string {
  return number.format(value);
}

/** “1 row”, “2 rows”. */
export function rows(value: number): string {
  return `${count(value)} ${value === 1 ? 'row' : 'rows'}`;
}
