import type { FieldError } from '@/components/ui/form-errors';
import { textOf } from '@/components/labs/form-values';
import type { ReadForm } from '@/components/labs/rule-sheet';
import { parseMinutes } from '@/lib/labs/targets/minutes-text';
import type { TargetVersion } from '@/lib/labs/targets/contract';
import { instantOfLocal } from '@/lib/specimens/lists/lab-day';
import { localOfInstant } from '@/lib/specimens/paper-log/local-time';

/** The fields of the form, by the names that the interface has for them. */
export const TARGET_FIELDS = [
  'segment',
  'assay',
  'priority',
  'location',
  'minutes',
  'time',
  'effective_from',
  'effective_to',
] as const;

type Scope = {
  segment: string | undefined;
  assay: string | null;
  priority: string | null;
  location: string | null;
};
type Timing = {
  minutes: number | null;
  time: string;
  effective_from?: string;
  effective_to: string | null;
};

/** A moment as its field shows it, to the minute; empty for none. */
export function localMinute(moment: string | null | undefined, timeZone: string): string {
  return moment ? localOfInstant(moment, timeZone).slice(0, 16) : '';
}

/**
 * What a form says of a target: how long and how counted, from when and until when. Nothing given
 * for the beginning leaves it out (now, or as it was); nothing for the end is null, no end. `was`
 * is the target that is edited: fields nobody touched keep its moments to the millisecond.
 */
export function readTargetForm(
  data: FormData,
  timeZone: string,
  was?: Pick<TargetVersion, 'effective_from' | 'effective_to'>,
): ReadForm<Timing> {
  const fields: FieldError[] = [];
  const momentOf = (name: 'effective_from' | 'effective_to'): string | null => {
    const text = textOf(data, name);
    if (text === null) return null;
    if (text === localMinute(was?.[name], timeZone)) return was?.[name] ?? null;
    const moment = instantOfLocal(text, timeZone);
    if (moment === null) {
      fields.push({ field: name, message: 'is no time on the clock of the lab' });
    }
    return moment?.toISOString() ?? null;
  };
  const minutes = parseMinutes(textOf(data, 'minutes') ?? '');
  if (minutes === null) {
    fields.push({ field: 'minutes', message: 'must be a time such as 45, 1:30 or 4 h' });
  }
  const from = momentOf('effective_from');
  const to = momentOf('effective_to');
  if (fields.length > 0) return { ok: false, fields };
  const given = {
    minutes,
    time: textOf(data, 'time') ?? 'clock',
    ...(from === null ? {} : { effective_from: from }),
    effective_to: to,
  };
  return { ok: true, given };
}

/** The same with the work it is for. */
export function readNewTargetForm(data: FormData, timeZone: string): ReadForm<Timing & Scope> {
  const read = readTargetForm(data, timeZone);
  if (!read.ok) return read;
  const scope = {
    segment: textOf(data, 'segment') ?? undefined,
    assay: textOf(data, 'assay'),
    priority: textOf(data, 'priority'),
    location: textOf(data, 'location'),
  };
  return { ok: true, given: { ...scope, ...read.given } };
}
