import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { knownColumnOf } from '@/lib/imports/known-columns';
import { HOSPITAL } from '@/prisma/seed/hospital';
import { CSV_COLUMNS } from './csv-lines';
import { generatedCsv, tagOf } from './generated-csv';

const END = Date.parse('2026-03-09T16:00:00Z');
const request = {
  scenario: HOSPITAL,
  timeZone: HOSPITAL.timeZone,
  seed: 5,
  end: END,
  days: 3,
  perDay: 400,
};

type Line = Record<(typeof CSV_COLUMNS)[number], string>;

function text(change: Partial<typeof request> = {}): string {
  return [...generatedCsv({ ...request, ...change })].join('');
}

describe('generatedCsv', () => {
  const lines: Line[] = parse(text(), { columns: true });

  it('gives the same bytes for the same request, others for another', () => {
    const hash = (content: string) => createHash('sha256').update(content).digest('hex');
    expect(hash(text())).toBe(hash(text()));
    for (const change of [{ seed: 6 }, { end: END + 60_000 }, { timeZone: 'Europe/Berlin' }]) {
      expect(hash(text(change))).not.toBe(hash(text()));
      expect(tagOf({ ...request, ...change })).not.toBe(tagOf(request));
    }
  });

  it('begins with the columns every export of a middleware has, and imports know all', () => {
    expect(CSV_COLUMNS.slice(0, 8)).toEqual([
      'specimen_id',
      'assay',
      'machine_id',
      'operator_id',
      'status',
      'error_code',
      'received_at',
      'processed_at',
    ]);
    for (const column of CSV_COLUMNS) expect(knownColumnOf(column)).toBe(column);
  });

  it('has a line a test and no test twice', () => {
    expect(lines).toHaveLength(1200);
    expect(new Set(lines.map((line) => `${line.specimen_id} ${line.assay}`)).size).toBe(1200);
  });

  it('says of each status what belongs to it', () => {
    const seen = new Set(lines.map((line) => line.status));
    for (const status of ['COMPLETED', 'ERROR', 'RECEIVED', 'IN_PROCESS', 'REJECTED', 'EXPECTED']) {
      expect(seen).toContain(status);
    }
    for (const line of lines) {
      expect(line.error_code !== '').toBe(line.status === 'ERROR');
      expect(line.processed_at !== '').toBe(line.status === 'COMPLETED' || line.status === 'ERROR');
      expect(line.received_at === '').toBe(line.status === 'EXPECTED');
      expect(line.rejection_reason !== '').toBe(line.status === 'REJECTED');
      expect(line.rejected_at !== '').toBe(line.status === 'REJECTED');
      if (line.status === 'COMPLETED') expect(line.machine_id).not.toBe('');
    }
  });

  it('writes times of the lab with their offset, across a change of the clocks', () => {
    const times = lines.map((line) => line.received_at).filter((time) => time !== '');
    expect(times.every((time) => /T\d\d:\d\d:\d\d-0[45]:00$/.test(time))).toBe(true);
    expect(times.some((time) => time.endsWith('-05:00'))).toBe(true);
    expect(times.some((time) => time.endsWith('-04:00'))).toBe(true);
  });

  it('lets nothing happen after the end', () => {
    for (const line of lines) {
      for (const column of CSV_COLUMNS.filter((name) => name.endsWith('_at'))) {
        if (line[column] !== '') expect(Date.parse(line[column])).toBeLessThanOrEqual(END);
      }
    }
  });
});
