import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/platform/errors';
import { parseLabConfig } from './parse-lab-config';

function refusal(text: string): AppError {
  try {
    parseLabConfig(text);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was taken');
}

const REAL = `
description: A lab
sila_servers:
  movers:
    Arm:
      capacity: 1
  incubators:
    Cytomat: {capacity: 32, type: incubator, address: 10.0.0.7}
    "Hotel 2":
      capacity: 0
  readers:
pythonlab_translation:
  MoverServiceResource: movers
`;

describe('a lab’s configuration', () => {
  it('is the devices of its groups, whose names are the types where none are given', () => {
    expect(parseLabConfig(REAL)).toEqual([
      { name: 'Arm', type: 'movers', slots: 1, path: 'sila_servers.movers.Arm' },
      { name: 'Cytomat', type: 'incubator', slots: 32, path: 'sila_servers.incubators.Cytomat' },
      { name: 'Hotel 2', type: 'incubators', slots: 0, path: 'sila_servers.incubators.Hotel 2' },
    ]);
  });

  it.each([
    ['no devices', 'sila_servers: {}', []],
    ['JSON', '{"sila_servers":{"a":{"B":{"capacity":2}}}}', ['B']],
    ['a byte order mark', '\uFEFFsila_servers: {a: {B: {capacity: 2}}}', ['B']],
    [
      'names that look like numbers',
      'sila_servers: {a: {0x1F: {capacity: 2}, 7: {capacity: 1}}}',
      ['0x1F', '7'],
    ],
    ['an alias', 'x: &c {capacity: 3}\nsila_servers: {a: {B: *c, C: *c}}', ['B', 'C']],
    [
      'names that every object has',
      'sila_servers: {a: {constructor: {capacity: 1}, __proto__: {capacity: 1}}}',
      ['constructor', '__proto__'],
    ],
  ])('takes %s', (_what, text, names) => {
    expect(parseLabConfig(text).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['', 'sila_servers'],
    ['- a', 'sila_servers'],
    ['description: x', 'sila_servers'],
    ['sila_servers:', 'sila_servers'],
    ['sila_servers: 7', 'sila_servers'],
    ['sila_servers: {a: {}}\nsila_servers: {}', 'sila_servers'],
    ['sila_servers: {a: [B]}', 'sila_servers.a'],
    ['sila_servers: {a: {}, a: {}}', 'sila_servers.a'],
    ['sila_servers: {? {x: 1} : {}}', 'sila_servers'],
    ['sila_servers: {movers: {Arm: }}', 'sila_servers.movers.Arm.capacity'],
    ['sila_servers: {movers: {Arm: 3}}', 'sila_servers.movers.Arm'],
    ['sila_servers: {movers: {Arm: {}}}', 'sila_servers.movers.Arm.capacity'],
    ['sila_servers: {movers: {Arm: {capacity: -1}}}', 'sila_servers.movers.Arm.capacity'],
    ['sila_servers: {movers: {Arm: {capacity: 1.5}}}', 'sila_servers.movers.Arm.capacity'],
    ['sila_servers: {movers: {Arm: {capacity: "3"}}}', 'sila_servers.movers.Arm.capacity'],
    ['sila_servers: {movers: {Arm: {capacity: null}}}', 'sila_servers.movers.Arm.capacity'],
    ['sila_servers: {movers: {Arm: {capacity: 2001}}}', 'sila_servers.movers.Arm.capacity'],
    [
      'sila_servers: {movers: {Arm: {capacity: 1, capacity: 1}}}',
      'sila_servers.movers.Arm.capacity',
    ],
    ['sila_servers: {movers: {Arm: {capacity: 1, type: 7}}}', 'sila_servers.movers.Arm.type'],
    ['sila_servers: {movers: {Arm: {capacity: 1, type: ""}}}', 'sila_servers.movers.Arm.type'],
    [
      'sila_servers: {movers: {Arm: {capacity: 1, type: "\\ud800"}}}',
      'sila_servers.movers.Arm.type',
    ],
    ['sila_servers: {movers: {Arm: {capacity: 1}, Arm: {capacity: 1}}}', 'sila_servers.movers.Arm'],
    ['sila_servers: {a: {Arm: {capacity: 1}}, b: {ARM: {capacity: 1}}}', 'sila_servers.b.ARM'],
    ['sila_servers: {a: {"x\\ny": {capacity: 1}}}', 'sila_servers.a.x\ny'],
    [`sila_servers: {a: {${'x'.repeat(121)}: {capacity: 1}}}`, `sila_servers.a.${'x'.repeat(121)}`],
  ])('refuses %j naming %s', (text, path) => {
    expect(refusal(text)).toMatchObject({ code: 'invalid', fields: [{ field: path }] });
  });

  it('names all that is wrong at once', () => {
    const { fields } = refusal('sila_servers: {a: {B: {capacity: -1}, C: {type: ""}}}');
    expect(fields?.map(({ field }) => field)).toEqual([
      'sila_servers.a.B.capacity',
      'sila_servers.a.C.capacity',
      'sila_servers.a.C.type',
    ]);
  });

  it('takes 500 devices and no more', () => {
    const of = (count: number) =>
      `sila_servers:\n  a:\n${Array.from({ length: count }, (_, n) => `    D${n}: {capacity: 2}\n`).join('')}`;
    expect(parseLabConfig(of(500))).toHaveLength(500);
    expect(refusal(of(501)).message).toContain('500');
  });

  it('says where text is not YAML', () => {
    expect(refusal('sila_servers:\n  a: {B: {capacity: 1}').message).toMatch(
      /line \d+, column \d+/,
    );
  });

  it.each([
    ['[', 1_000_000],
    ['{a: ', 250_000],
    ['- ', 500_000],
    ['? ', 500_000],
    ['[\n', 500_000],
    ['*a ', 300_000],
    ['!a ', 300_000],
    ['&a x, ', 160_000],
    ['a: 1\n', 200_000],
    [': ', 500_000],
  ])(
    'is not kept busy by %j a hundred thousand times',
    (piece, times) => {
      expect(refusal(piece.repeat(times)).code).toBe('invalid');
    },
    20_000,
  );

  it('is not kept busy by what a few aliases multiply, nor by indentation', () => {
    const bomb = `a: &a [x]\n${Array.from({ length: 60 }, (_, n) => `b${n}: *a\n`).join('')}`;
    expect(refusal(bomb).message).toContain('aliases');
    const deep = Array.from({ length: 1_400 }, (_, n) => `${' '.repeat(n)}a:`).join('\n');
    expect(refusal(deep).code).toBe('invalid');
  });

  it('of any text is devices or a refusal', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'sila_servers:',
        'capacity: ',
        '\n',
        '  ',
        ': ',
        '- ',
        '? ',
        '&a ',
        '*a',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        '|',
        '>',
        '!!',
        '%YAML',
        '---',
        '...',
        '#',
        '<<: ',
        '\t',
        ',',
        '\\u0000',
        '\u0000',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        try {
          expect(Array.isArray(parseLabConfig(text))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of any devices is those devices', () => {
    const names = fc.uniqueArray(
      fc
        .string({ minLength: 1, maxLength: 30 })
        .filter((text) => text.trim() === text && text !== ''),
      { maxLength: 20, selector: (name) => name.toLowerCase() },
    );
    fc.assert(
      fc.property(
        names,
        fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 20, maxLength: 20 }),
        (all, slots) => {
          const devices = Object.fromEntries(all.map((name, n) => [name, { capacity: slots[n] }]));
          const parsed = parseLabConfig(JSON.stringify({ sila_servers: { group: devices } }));
          expect(
            Object.fromEntries(parsed.map((one) => [one.name, { capacity: one.slots }])),
          ).toEqual(devices);
        },
      ),
    );
  });
});
