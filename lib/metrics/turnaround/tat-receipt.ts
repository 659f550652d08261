import type { Ctx } from '@/lib/platform/context';
import { FILTER_NAMES, type Receipt } from '../contract';
import { questionParams, rowsUrl } from './tat-address';
import type { TatQuestion } from './tat-question';

/** Changes whenever the same rows would give another figure. */
export const TAT_VERSION = '2';

const DUE_TEXT: Record<TatQuestion['due']['by'], string> = {
  due_at: 'the due time fixed at receipt from the most specific target then in force',
  targets:
    "the most specific of the lab's targets for this segment (assay, then priority, then location) in force at its start",
  minutes: 'the minutes given as within_minutes',
  nothing: 'no target: the lab has none for this segment',
};

function definition(question: TatQuestion): string {
  const what =
    question.unit === 'test'
      ? 'Each test'
      : 'Each specimen as a complete report, from its first start to the last end of its tests that are not void,';
  const due =
    question.due.by === 'minutes'
      ? `${question.due.minutes} minutes after the start`
      : DUE_TEXT[question.due.by];
  return (
    `${what} whose ${question.segment.end} time lies in the window counts with the time from ${question.segment.start} to ${question.segment.end}` +
    `${question.time === 'working' ? ', counting opening hours less holidays only' : ''}. ` +
    'Left out and counted apart: end before start (negative), no start, or released without ever having that end (missing), started in the window without an end yet (unfinished), void work. ' +
    `Within target: finished by the due time, of those finished that have one. On time: of what fell due in the window and was not voided before, the share finished by then. Due: ${due}.`
  );
}

/** How the figures of a question were computed, for whoever wants to recompute them. */
export function tatReceipt(ctx: Ctx, question: TatQuestion): Receipt {
  const filters: Receipt['filters'] = {
    segment: question.segment.name,
    unit: question.unit,
    time: question.time,
    ...(question.binBy ? { bin_by: question.binBy } : {}),
    ...(question.due.by === 'minutes' ? { within_minutes: String(question.due.minutes) } : {}),
  };
  for (const name of FILTER_NAMES) {
    const values = question.filters[name];
    if (values && values.length > 0) filters[name] = values;
  }
  return {
    definition: definition(question),
    version: TAT_VERSION,
    window: {
      from: question.window.from.toISOString(),
      to: question.window.to.toISOString(),
    },
    time_zone: question.timeZone,
    first_weekday: question.firstWeekday,
    filters,
    method:
      'Percentiles of type 7 (percentile_cont, NumPy’s default) over exact milliseconds, in minutes. ' +
      'Box: quartiles of type 7, whiskers the last points inside 1.5 × IQR. Shares with Wilson 95 % intervals. ' +
      'Trends by the end, patterns by the start (or bin_by), in the lab’s time zone.',
    computed_at: ctx.now.toISOString(),
    rows_url: rowsUrl(ctx.lab.slug, questionParams(question)),
  };
}
