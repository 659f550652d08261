import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnreadableMessage } from '../event';
import { readJson } from './read-json';

const receivedAt = new Date('2026-03-01T08:00:00Z');
const context = { timeZone: 'Europe/Berlin', receivedAt };
const read = (message: unknown) =>
  readJson(new TextEncoder().encode(JSON.stringify(message)), context);
const refusal = (message: unknown): string => {
  try {
    read(message);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableMessage);
    if (error instanceof UnreadableMessage) {
      expect(error.code).toBe('malformed');
      return error.message;
    }
  }
  throw new Error('was read');
};

const name = (number: string) => ({ number, alternatives: [] });
const code = (given: string) => ({ code: given, alternatives: [] });

describe('what it says', () => {
  test('a start, at the time it gives', () => {
    const message = read({
      type: 'specimen.started',
      time: '2026-03-01T09:15:00+01:00',
      data: { specimen_id: 'S-1', assay: 'GLU' },
    });
    expect(message).toEqual({
      events: [
        {
          kind: 'specimen.started',
          specimen: name('S-1'),
          assay: code('GLU'),
          at: new Date('2026-03-01T08:15:00Z'),
        },
      ],
      kind: 'specimen.started',
      controlId: null,
      remarks: [],
    });
  });

  test('results: final unless they say otherwise, at the time they came', () => {
    const [event] = read({
      type: 'specimen.resulted',
      data: {
        specimen_id: 'S-1',
        results: [
          { analyte: 'GLU', value: 5.4, unit: 'mmol/L', flags: ['h', 'H'] },
          {
            analyte: 'K',
            value: '<0.01',
            status: 'corrected',
            observed_at: '2026-03-01T07:00:00Z',
            reference_range: '3.5-5.1',
            critical: true,
            device: 'Cobas 2',
            comment: 'diluted',
          },
        ],
      },
    }).events;
    expect(event).toEqual({
      kind: 'specimen.resulted',
      specimen: name('S-1'),
      at: receivedAt,
      tests: [
        {
          assay: null,
          complete: true,
          at: receivedAt,
          results: [
            {
              analyte: code('GLU'),
              value: '5.4',
              unit: 'mmol/L',
              referenceRange: null,
              flags: ['H'],
              status: 'final',
              observedAt: null,
              comment: null,
            },
            {
              analyte: code('K'),
              value: '<0.01',
              unit: null,
              referenceRange: '3.5-5.1',
              flags: [],
              status: 'corrected',
              observedAt: new Date('2026-03-01T07:00:00Z'),
              comment: 'diluted',
              critical: true,
              device: 'Cobas 2',
            },
          ],
        },
      ],
    });
  });

  test.each([
    [['final', 'corrected'], true],
    [['final', 'preliminary'], false],
    [['final', 'cancelled'], true],
    [['cancelled'], false],
  ])('results that are %j are complete: %s', (statuses, complete) => {
    const results = statuses.map((status, at) => ({ analyte: `A${at}`, value: '1', status }));
    const [event] = read({ type: 'specimen.resulted', data: { specimen_id: 'S', results } }).events;
    expect(event).toMatchObject({ tests: [{ complete }] });
  });

  test('a failure, states, heartbeats, moves and steps, in their order', () => {
    const move = { source_device: 'Hotel', source_pos: 0, target_device: 'Reader', target_pos: 1 };
    const step = {
      name: 'Read',
      device: 'Reader',
      start: '2026-03-01T08:00:00Z',
      status: 'running',
    };
    const end = { id: '01890000-0000-7000-8000-000000000000', status: 'finished' };
    const { events, kind } = read([
      {
        type: 'specimen.failed',
        data: { specimen_id: 'S-1', assay: 'GLU', error_code: 'E12', message: 'clot' },
      },
      { type: 'device.state', data: { code: 'es' } },
      { type: 'device.heartbeat', data: {} },
      { type: 'device.heartbeat' },
      { type: 'container.moved', data: move },
      { type: 'step.started', data: step },
      { type: 'step.finished', data: end },
    ]);
    expect(kind).toBe('specimen.failed');
    expect(events).toEqual([
      {
        kind: 'specimen.failed',
        specimen: name('S-1'),
        assay: code('GLU'),
        errorCode: 'E12',
        message: 'clot',
        at: receivedAt,
      },
      { kind: 'device.state', code: 'ES', reason: null, at: receivedAt },
      { kind: 'device.heartbeat', at: receivedAt },
      { kind: 'device.heartbeat', at: receivedAt },
      { kind: 'container.moved', data: move, at: receivedAt },
      { kind: 'step.started', data: step, at: receivedAt },
      { kind: 'step.finished', data: end, at: receivedAt },
    ]);
  });

  test('a byte-order mark is nothing', () => {
    const bytes = new TextEncoder().encode('\ufeff{"type":"device.heartbeat"}');
    expect(readJson(bytes, context).events).toHaveLength(1);
  });
});

describe('what is refused, by its place', () => {
  const started = { type: 'specimen.started', data: { specimen_id: 'S-1' } };
  const resulted = (...results: unknown[]) => ({
    type: 'specimen.resulted',
    data: { specimen_id: 'S-1', results },
  });
  test.each<[string, unknown, string]>([
    [
      'a type unknown',
      { type: 'specimen.lost', data: {} },
      'type must be one of specimen.started,',
    ],
    ['no type', { data: {} }, 'type must be one of'],
    ['a type unknown among many', [started, { type: 'x' }], 'events.1.type must be one of'],
    ['no event', 3, 'must be an event'],
    ['no event among many', [started, null], 'events.1 must be an event'],
    ['none', [], 'events must be one, or an array of 1 to 1,000'],
    ['too many', Array.from({ length: 1001 }, () => started), 'array of 1 to 1,000'],
    ['a field unknown', { ...started, at: 'now' }, 'at is not known here'],
    [
      'a field unknown deeper',
      [started, { ...started, data: { specimen_id: 'S', test: 'X' } }],
      'events.1.data.test is not known here',
    ],
    ['no data', { type: 'specimen.started' }, 'data'],
    ['a heartbeat that says something', { type: 'device.heartbeat', data: { up: 1 } }, 'data.up'],
    ['no number', { type: 'specimen.started', data: {} }, 'data.specimen_id must be the number'],
    [
      'a number that stands on no label',
      { type: 'specimen.started', data: { specimen_id: 'S 1' } },
      'data.specimen_id must be 1 to 64',
    ],
    [
      'a time without an offset',
      { ...started, time: '2026-03-01T08:00:00' },
      'time must be a time',
    ],
    ['no result', resulted(), 'data.results must have a result'],
    [
      'a wrong result',
      [started, resulted({ analyte: 'GLU', value: 1 }, { analyte: 'GLU', value: {} })],
      'events.1.data.results.1.value must be a value',
    ],
    [
      'a wrong status',
      resulted({ analyte: 'GLU', value: 1, status: 'done' }),
      'data.results.0.status',
    ],
    ['no state', { type: 'device.state', data: {} }, 'data.code'],
    [
      'a move to nowhere',
      { type: 'container.moved', data: { source_device: 'A', source_pos: 0, target_device: 'B' } },
      'data.target_pos must be a position',
    ],
    [
      'a field unknown of a move',
      [started, { type: 'step.finished', data: { id: 'x', status: 'ok', speed: 2 } }],
      'events.1.data.speed is not known here',
    ],
    [
      'NUL',
      { type: 'specimen.failed', data: { specimen_id: 'S', error_code: 'E', message: 'a\u0000' } },
      'data.message must not contain the character NUL',
    ],
  ])('%s', (_, message, said) => {
    expect(refusal(message)).toContain(said);
  });

  test.each([
    ['no JSON', '{"type":', 'It is not JSON'],
    ['nothing', '', 'It is not JSON'],
  ])('%s', (_, body, said) => {
    expect(() => readJson(new TextEncoder().encode(body), context)).toThrow(said);
  });

  test.each(['PID|1||DUCK^DONALD', '{"type": DUCK, "born": 19241010}', '{"a":1} DUCK', '"DUCK'])(
    'no JSON, without a word of it: %s',
    (body) => {
      const read = () => readJson(new TextEncoder().encode(body), context);
      expect(read).toThrow('It is not JSON');
      expect(read).not.toThrow(/DUC|1924/);
    },
  );

  test('what is not UTF-8', () => {
    expect(() => readJson(Uint8Array.of(0x22, 0xff, 0x22), context)).toThrow('not UTF-8');
  });

  test('only the first wrong fields are named', () => {
    const wrong = Array.from({ length: 40 }, () => ({ type: 'x' }));
    expect(refusal(wrong)).toMatch(/; and \d+ more$/);
    expect(refusal(wrong).length).toBeLessThan(2_000);
  });
});

const json = fc.oneof(
  fc.jsonValue(),
  fc.record(
    { type: fc.constantFrom('specimen.started', 'specimen.resulted', 'x'), data: fc.jsonValue() },
    { requiredKeys: [] },
  ),
);

test('whatever JSON it is, it is read or refused', () => {
  fc.assert(
    fc.property(fc.oneof(json, fc.array(json)), (value) => {
      try {
        expect(read(value).events.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableMessage);
      }
    }),
    { numRuns: 500 },
  );
});

test('what is sent is what is read, whatever the number of events', () => {
  const number = fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/);
  const time = fc.date({
    min: new Date('2000-01-01'),
    max: new Date('2099-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(fc.array(fc.record({ number, time }), { minLength: 1, maxLength: 50 }), (rows) => {
      const events = rows.map((row) => ({
        type: 'specimen.started',
        time: row.time.toISOString(),
        data: { specimen_id: row.number },
      }));
      expect(read(events).events).toEqual(
        rows.map((row) => ({
          kind: 'specimen.started',
          specimen: name(row.number),
          assay: null,
          at: row.time,
        })),
      );
    }),
  );
});
