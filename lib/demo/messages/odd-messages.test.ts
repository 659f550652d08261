import { describe, expect, it } from 'vitest';
import { DEFAULT_TABLE } from '@/lib/instruments/mapping/default-table';
import { UnreadableMessage } from '@/lib/instruments/event';
import { readMessage } from '@/lib/instruments/read-message';
import { oddMessages } from './odd-messages';
import type { RecentTest } from './recent-work';
import type { Speaker } from './speak';

const END = Date.parse('2026-11-20T15:30:00Z');
const speakers: Speaker[] = [
  { name: 'CHEM-1', speaks: 'hl7' },
  { name: 'CHEM-2', speaks: 'mllp' },
  { name: 'HEMA-1', speaks: 'json' },
  { name: 'COAG-1', speaks: 'astm frames' },
];

const done = (device: string, minutesAgo: number): RecentTest => ({
  device,
  number: `261120-00${minutesAgo}`,
  specimenType: 'Serum',
  collectedAt: END - (minutesAgo + 60) * 60_000,
  assay: 'BMP',
  state: 'published',
  startedAt: END - (minutesAgo + 18) * 60_000,
  resultedAt: END - minutesAgo * 60_000,
  failedAt: null,
  errorCode: null,
  errorName: null,
  results: [{ analyte: 'K', value: '4.10', unit: 'mmol/L', range: '3.5-5.1', flags: ['N'] }],
});
const tests = speakers.flatMap(({ name }) => [30, 60, 90].map((ago) => done(name, ago)));

const read = (said: ReturnType<typeof oddMessages>[number]) => {
  const context = { timeZone: 'America/New_York', receivedAt: new Date(said.at) };
  try {
    return readMessage(said.format, said.bytes, DEFAULT_TABLE, context).events;
  } catch (error) {
    if (error instanceof UnreadableMessage) return error.code;
    throw error;
  }
};

describe('oddMessages', () => {
  it('says nothing of a test before it was done, and nothing after the end', () => {
    const said = oddMessages({ speakers, tests, end: END });
    expect(said.length).toBeGreaterThan(9);
    const doneAt = new Map(tests.map(({ number, resultedAt }) => [number, resultedAt ?? 0]));
    for (const one of said) {
      expect(one.at).toBeLessThanOrEqual(END);
      const events = read(one);
      if (typeof events === 'string') continue;
      for (const event of events) {
        if (event.kind !== 'specimen.resulted') continue;
        expect(one.at).toBeGreaterThan(doneAt.get(event.specimen.number) ?? 0);
      }
    }
  });

  it('has a line that broke off and one that was disturbed, and reads all else', () => {
    const outcomes = oddMessages({ speakers, tests, end: END }).map(read);
    const faults = outcomes.filter((outcome) => typeof outcome === 'string');
    expect(faults.toSorted()).toEqual(['bad_checksum', 'malformed']);
  });

  it('corrects a value as precisely as it was measured', () => {
    const corrected = oddMessages({ speakers, tests, end: END })
      .map(read)
      .flatMap((events) => (typeof events === 'string' ? [] : events))
      .flatMap((event) => (event.kind === 'specimen.resulted' ? event.tests : []))
      .flatMap(({ results }) => results)
      .filter(({ status }) => status === 'corrected');
    expect(corrected.map(({ value }) => value)).toEqual(['4.44', '4.44']);
  });

  it('is little where nothing was done yet', () => {
    const said = oddMessages({ speakers, tests: [], end: END });
    expect(said.map(read).flat()).toMatchObject([
      { kind: 'device.event', event: 'quality_control' },
      { kind: 'device.event', event: 'quality_control' },
      { kind: 'device.event', event: 'alarm', severity: 'W' },
    ]);
  });
});
