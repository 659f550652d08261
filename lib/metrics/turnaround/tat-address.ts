import { bucketWindow, isGrain } from '../buckets';
import { FILTER_NAMES, NONE, type Grouping } from '../contract';
import type { RowSet } from './rows-contract';
import { DEFAULT_SEGMENT } from '../segment';
import type { TatQuestion } from './tat-question';

/** The parameters that ask the same question again, as receipts and links carry them. */
export function questionParams(question: TatQuestion): URLSearchParams {
  const params = new URLSearchParams({
    from: question.window.from.toISOString(),
    to: question.window.to.toISOString(),
  });
  if (question.segment.name !== DEFAULT_SEGMENT) params.set('segment', question.segment.name);
  if (question.time !== 'clock') params.set('time', question.time);
  if (question.unit !== 'test') params.set('unit', question.unit);
  if (question.binBy) params.set('bin_by', question.binBy);
  if (question.due.by === 'minutes') params.set('within_minutes', String(question.due.minutes));
  for (const name of FILTER_NAMES) {
    for (const value of question.filters[name] ?? []) params.append(name, value);
  }
  return params;
}

/** The parameters that narrow a question to one group: a bucket of time, or a filter's value. */
export function groupParams(
  question: TatQuestion,
  grouping: Grouping,
  key: string | null,
): URLSearchParams {
  const params = questionParams(question);
  if (!isGrain(grouping)) {
    params.delete(grouping);
    params.append(grouping, key ?? NONE);
    return params;
  }
  if (key === null) return params;
  const bucket = bucketWindow(grouping, key, question.timeZone);
  const { from, to } = question.window;
  params.set('from', new Date(Math.max(bucket.from.getTime(), from.getTime())).toISOString());
  params.set('to', new Date(Math.min(bucket.to.getTime(), to.getTime())).toISOString());
  return params;
}

/** Where the interface lists the rows. Names the lab, for people who belong to several. */
export function rowsUrl(labSlug: string, params: URLSearchParams, which?: RowSet): string {
  const all = new URLSearchParams(params);
  if (which && which !== 'included') all.set('which', which);
  all.set('lab', labSlug);
  return `/api/v1/metrics/tat/rows?${all}`;
}
