import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '@/lib/demo/random';
import { UnreadableMessage } from '../event';
import { DEFAULT_TABLE } from '../mapping/default-table';
import { readMessage } from '../read-message';
import { inventResult, type KnownAnalyte } from './invent-results';
import type { SaidOrder, SaidReport } from './said';
import { bareAstm, framedAstm, sayAstmControl, sayAstmOrder, sayAstmReport } from './say-astm';
import { sayHl7Order, sayHl7Report, sayHl7State } from './say-hl7';
import { jsonBody, sayFailed, sayHeartbeat, sayResults, sayStarted, sayState } from './say-json';

const at = new Date('2026-03-02T09:30:00Z');
const context = { timeZone: 'America/St_Johns', receivedAt: new Date('2026-03-02T12:00:00Z') };
const sender = { application: 'Chem & Co | 1', facility: 'LAB^A' };
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (format: 'json' | 'hl7' | 'astm', body: Uint8Array) =>
  readMessage(format, body, DEFAULT_TABLE, context);
const code = (given: string) => ({ code: given, alternatives: [] });

const time = fc
  .integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2026, 11, 31) / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9|^&~\\ -]{0,10}[A-Za-z0-9]$/);
const result = fc.record({
  analyte: name,
  value: fc.oneof(fc.integer().map(String), fc.constantFrom('<0.01', 'positive', '5.4')),
  unit: fc.constantFrom(null, 'mmol/L', '10*3/uL'),
  referenceRange: fc.constantFrom(null, '3.5-5.1'),
  flags: fc.constantFrom([], ['H'], ['HH', 'A']),
  status: fc.constantFrom('final' as const, 'preliminary' as const, 'corrected' as const),
  at: time,
});
const report: fc.Arbitrary<SaidReport> = fc.record({
  specimen: fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/),
  specimenType: fc.constant(null),
  collectedAt: fc.constant(null),
  tests: fc.uniqueArray(
    fc.record({ assay: name, results: fc.array(result, { minLength: 1, maxLength: 4 }) }),
    { minLength: 1, maxLength: 3, selector: ({ assay }) => assay.replace(/ +/g, ' ') },
  ),
  at: time,
});

/** What a report comes to, whatever it was written in. */
function toldBy(message: ReturnType<typeof read>): unknown[] {
  const told: unknown[] = [];
  for (const event of message.events) {
    if (event.kind !== 'specimen.resulted') {
      told.push(event);
      continue;
    }
    for (const { assay, results } of event.tests) {
      told.push({
        specimen: event.specimen.number,
        assay: assay?.code,
        results: results.map((one) => ({
          analyte: one.analyte.code,
          value: one.value,
          unit: one.unit,
          referenceRange: one.referenceRange,
          flags: one.flags,
          status: one.status,
          at: one.observedAt,
        })),
      });
    }
  }
  return told;
}

const oneLine = (text: string) => text.replace(/ +/g, ' ');
const expected = ({ specimen, tests }: SaidReport) =>
  tests.map(({ assay, results }) => ({
    specimen,
    assay: oneLine(assay),
    results: results.map((one) => ({ ...one, analyte: oneLine(one.analyte) })),
  }));

describe('a report is read as it was said', () => {
  test.each<[string, (said: SaidReport) => ReturnType<typeof read>]>([
    ['HL7', (said) => read('hl7', bytes(sayHl7Report(sender, said, 'C-1')))],
    ['ASTM', (said) => read('astm', bareAstm(sayAstmReport(sender, said, 'C-1')))],
    ['ASTM in frames', (said) => read('astm', framedAstm(sayAstmReport(sender, said, 'C-1')))],
  ])('%s', (_, write) => {
    fc.assert(
      fc.property(report, (said) => {
        const message = write(said);
        expect(toldBy(message)).toEqual(expected(said));
        expect(message.controlId).toBe('C-1');
        expect(message.remarks).toEqual([]);
      }),
    );
  });

  test('JSON, an event a test', () => {
    fc.assert(
      fc.property(report, (said) => {
        const { events } = read('json', bytes(jsonBody(sayResults(said))));
        expect(events.map((event) => event.kind)).toEqual(
          said.tests.map(() => 'specimen.resulted'),
        );
      }),
    );
  });

  test('with what is known of the tube', () => {
    const said: SaidReport = {
      specimen: 'S-1',
      specimenType: 'SER',
      collectedAt: new Date('2026-03-02T08:00:00Z'),
      tests: [],
      at,
    };
    const test = { assay: 'GLU', results: [inventResult(seededRandom(1, 'a'), GLUCOSE, at)] };
    const facts = { type: 'SER', collectedAt: said.collectedAt };
    const full = { ...said, tests: [test] };
    for (const message of [
      read('hl7', bytes(sayHl7Report(sender, full, '1'))),
      read('astm', bareAstm(sayAstmReport(sender, full, '1'))),
    ]) {
      expect(message.events).toMatchObject([
        { kind: 'specimen.facts', facts },
        { kind: 'specimen.resulted', tests: [{ assay: { code: 'GLU' }, complete: true }] },
      ]);
    }
  });
});

describe('the rest of what devices and a LIS say', () => {
  test('states', () => {
    const state = { kind: 'device.state', code: 'ES', at };
    expect(read('json', bytes(jsonBody([sayState('ES', at)]))).events).toMatchObject([state]);
    expect(read('hl7', bytes(sayHl7State(sender, 'ES', at, '1'))).events).toMatchObject([state]);
  });

  test('a day of JSON events', () => {
    const body = jsonBody([
      sayHeartbeat(at),
      sayStarted('S-1', 'GLU', at),
      sayFailed('S-1', 'GLU', { code: 'E1', message: 'clot' }, at),
    ]);
    expect(read('json', bytes(body)).events).toMatchObject([
      { kind: 'device.heartbeat', at },
      { kind: 'specimen.started', assay: code('GLU'), at },
      { kind: 'specimen.failed', errorCode: 'E1', message: 'clot', at },
    ]);
  });

  test.each(['place', 'cancel'] as const)('an order: %s', (action) => {
    const order: SaidOrder = {
      specimen: 'S-1',
      assays: ['GLU', 'K'],
      action,
      priority: 'STAT',
      at,
    };
    const told =
      action === 'place'
        ? { kind: 'order.placed', priority: 'STAT', orderedAt: at }
        : { kind: 'order.cancelled' };
    for (const message of [
      read('hl7', bytes(sayHl7Order(sender, order, '1'))),
      read('astm', bareAstm(sayAstmOrder(sender, order, '1'))),
    ]) {
      expect(message.events).toMatchObject([
        { ...told, specimen: { number: 'S-1' }, assays: [code('GLU'), code('K')] },
      ]);
    }
  });

  test('a control', () => {
    const result = inventResult(seededRandom(1, 'qc'), GLUCOSE, at);
    const control = { name: 'QC-1', assay: 'GLU', result };
    expect(read('astm', bareAstm(sayAstmControl(sender, control, '1'))).events).toMatchObject([
      { kind: 'device.event', event: 'quality_control', specimen: 'QC-1', at },
    ]);
  });

  test('a frame that is damaged on the way', () => {
    const records = sayAstmOrder(
      sender,
      { specimen: 'S-1', assays: ['GLU'], action: 'place', priority: 'ROUTINE', at },
      '1',
    );
    expect(() => read('astm', framedAstm(records, true))).toThrow(UnreadableMessage);
    expect(() => read('astm', framedAstm(records, true))).toThrow(/^Frame 2 of the body/);
  });
});

const GLUCOSE: KnownAnalyte = {
  code: 'GLU',
  unit: 'mmol/L',
  low: 3.9,
  high: 6.1,
  criticalLow: 2.2,
  criticalHigh: 25,
};

describe('values that are made up', () => {
  const values = (analyte: KnownAnalyte, ill: boolean) => {
    const random = seededRandom(3, 'values');
    return Array.from({ length: 1000 }, () => inventResult(random, analyte, at, { ill }));
  };

  test('are mostly within the range, and flagged by it', () => {
    const made = values(GLUCOSE, false);
    const normal = made.filter(({ flags }) => flags[0] === 'N');
    expect(normal.length).toBeGreaterThan(930);
    expect(normal.length).toBeLessThan(1000);
    for (const { value, flags } of normal) {
      expect(Number(value)).toBeGreaterThanOrEqual(3.9);
      expect(Number(value)).toBeLessThanOrEqual(6.1);
      expect(flags).toEqual(['N']);
    }
  });

  test('of the very ill lie further off, and some are critical', () => {
    const made = values(GLUCOSE, true);
    expect(made.filter(({ flags }) => flags[0] === 'N').length).toBeLessThan(700);
    expect(made.some(({ flags }) => flags[0] === 'LL')).toBe(true);
  });

  test('are never below zero where the range is not, and need no limits', () => {
    const unknown = { ...GLUCOSE, low: null, high: null, criticalLow: null, criticalHigh: null };
    for (const { value, flags, referenceRange } of values(unknown, true)) {
      expect(Number(value)).toBeGreaterThanOrEqual(0);
      expect(flags).toEqual(['N']);
      expect(referenceRange).toBeNull();
    }
  });
});
