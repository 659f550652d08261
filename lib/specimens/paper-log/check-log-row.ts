import type { LabClock } from '@/lib/platform/csv/lab-clock';
import { readDayAndTime } from '@/lib/platform/csv/read-time';
import type { ActionNeeds } from '../transitions/action-needs';
import { SPECIMEN_NUMBER } from '../contract';
import { liesAhead } from '../refuse-future';
import type { Option } from '../lists/filter-options';
import { EXPECT } from './log-row';
import { LOG_COLUMNS, type LogCells, type LogColumn } from './paper-log';

/** What a log is checked against: all the reader may do and name. */
export type LogRules = {
  actions: readonly { action: string; label: string; needs: ActionNeeds }[];
  assays: readonly Option[];
  devices: readonly Option[];
  errorCodes: readonly Option[];
  rejectionReasons: readonly Option[];
};

export type LogMoment = {
  /** The day of the log, YYYY-MM-DD. */
  day: string;
  clock: LabClock;
  now: Date;
};

/** A row as the server action takes it; its time as ISO text. */
export type CheckedRow = {
  specimen_id: string;
  action: string;
  occurred_at: string;
  device?: string;
  error_code?: string;
  rejection_reason?: string;
  reason?: string;
  comment?: string;
  assays?: string[];
};

export type Faults = Partial<Record<LogColumn, string>>;
export type Check = { ok: true; row: CheckedRow } | { ok: false; faults: Faults };

/** 830, 0830, 8.30 and 8h30 as people write them; 0.35 is a spreadsheet's fraction of a day. */
const WRITTEN_TIME = /^(\d{1,2})(?:[.h]?)(\d\d)$/;

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** The option meant by a code or by a name, capitals and spaces aside. */
function meant(text: string, options: readonly Option[]): string | undefined {
  const wanted = plain(text);
  const found = options.find(
    ({ value, label }) =>
      plain(value) === wanted ||
      plain(label) === wanted ||
      plain(label.replace(/ \([^()]*\)$/, '')) === wanted,
  );
  return found?.value;
}

function instant(text: string, { day, clock, now }: LogMoment): { at: number } | { fault: string } {
  if (text === '') return { fault: 'When was it?' };
  const written = /^0?\.\d+$/.test(text) ? null : WRITTEN_TIME.exec(text);
  const time = written ? `${written[1]}:${written[2]}` : text;
  const read = readDayAndTime(day, time, { clock, dateOrder: 'dmy' });
  if (typeof read === 'string') return { fault: `“${text}” ${read}` };
  if (liesAhead(new Date(read), now)) return { fault: 'It lies in the future' };
  return { at: read };
}

/** Codes of assays in one cell: NA, K or NA+K or NA K. */
function assaysIn(
  text: string,
  options: readonly Option[],
): { codes: string[] } | { fault: string } {
  const whole = meant(text, options);
  if (whole !== undefined) return { codes: [whole] };
  const codes: string[] = [];
  for (const name of text.split(/[,;+\s]+/).filter((part) => part !== '')) {
    const code = meant(name, options);
    if (code === undefined) return { fault: `This lab has no assay “${name}”` };
    if (!codes.includes(code)) codes.push(code);
  }
  return { codes };
}

/**
 * Checks one row of a log as it stands. The code column is the error code of what failed and the
 * reason of what was rejected; the comment is the reason where an action needs one.
 */
export function checkLogRow(given: LogCells, rules: LogRules, moment: LogMoment): Check {
  const cells: LogCells = { ...given };
  for (const column of LOG_COLUMNS) cells[column] = given[column].trim();
  const faults: Faults = {};

  if (cells.number === '') faults.number = 'Which specimen?';
  else if (!SPECIMEN_NUMBER.test(cells.number)) faults.number = 'This is no specimen number';

  const wanted = plain(cells.action);
  const chosen = rules.actions.find(
    ({ action, label }) => plain(action) === wanted || plain(label) === wanted,
  );
  if (cells.action === '') faults.action = 'What was done?';
  else if (!chosen) faults.action = `“${cells.action}” is none of the actions you may take`;
  const needs = chosen?.needs;

  const when = instant(cells.time, moment);
  if ('fault' in when) faults.time = when.fault;

  const device = cells.device === '' ? undefined : meant(cells.device, rules.devices);
  if (cells.device !== '' && device === undefined) {
    faults.device = `This lab has no device “${cells.device}”`;
  }

  const codes = needs?.errorCode
    ? rules.errorCodes
    : needs?.rejectionReason
      ? rules.rejectionReasons
      : null;
  const code = cells.code === '' || codes === null ? undefined : meant(cells.code, codes);
  if (chosen && cells.code !== '' && codes === null) {
    faults.code = `A code goes with an error or a rejection, not with ${chosen.label}`;
  } else if (codes !== null && code === undefined) {
    const kind = needs?.errorCode ? 'error code' : 'rejection reason';
    faults.code = cells.code === '' ? `Which ${kind}?` : `This lab has no ${kind} “${cells.code}”`;
  }

  if (needs?.reason && cells.comment === '') faults.comment = 'It needs a reason';
  const assays = cells.assays === '' ? { codes: [] } : assaysIn(cells.assays, rules.assays);
  if ('fault' in assays) faults.assays = assays.fault;
  else if (chosen?.action === EXPECT && assays.codes.length === 0) {
    faults.assays = 'What is to be done on it?';
  }

  if (!chosen || 'fault' in when || 'fault' in assays || Object.keys(faults).length > 0) {
    return { ok: false, faults };
  }
  return {
    ok: true,
    row: {
      specimen_id: cells.number,
      action: chosen.action,
      occurred_at: new Date(when.at).toISOString(),
      ...(device === undefined ? {} : { device }),
      ...(code === undefined
        ? {}
        : needs?.errorCode
          ? { error_code: code }
          : { rejection_reason: code }),
      ...(cells.comment === ''
        ? {}
        : needs?.reason
          ? { reason: cells.comment }
          : { comment: cells.comment }),
      ...(assays.codes.length === 0 ? {} : { assays: assays.codes }),
    },
  };
}
