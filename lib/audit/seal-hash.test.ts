import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, canonicalNumber } from './canonical-json';
import { canonicalEvent, NO_PREDECESSOR, type SealedEvent, sealHash } from './seal-hash';

/** The same JSON with its keys in another order, other white space and other escapes. */
function reworded(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.map(reworded).join(' , ')} ]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).reverse();
    return `{\n${members.map(([k, v]) => `${escaped(k)} : ${reworded(v)}`).join(',')}}`;
  }
  return typeof value === 'string' ? escaped(value) : JSON.stringify(value);
}

function escaped(text: string): string {
  const units = [...Array(text.length).keys()].map((at) => text.charCodeAt(at));
  return `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')}"`;
}

describe('canonicalNumber', () => {
  test.each([
    ['120', '12e1'],
    ['1.20e2', '12e1'],
    ['120.00', '12e1'],
    ['-18.6', '-186e-1'],
    ['0.00', '0'],
    ['-0', '0'],
    ['0e9', '0'],
    ['7', '7'],
    ['0.007', '7e-3'],
    ['12345678901234567890', '1234567890123456789e1'],
    ['12345678901234567891', '12345678901234567891'],
    ['Infinity', 'Infinity'],
  ])('%s is %s', (text, canonical) => expect(canonicalNumber(text)).toBe(canonical));

  test('is one text for one number and another for every other', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(canonicalNumber(a.toExponential())).toBe(canonicalNumber(String(a)));
        expect(Number(canonicalNumber(String(a)))).toBe(a === 0 ? 0 : a);
        expect(canonicalNumber(String(a)) === canonicalNumber(String(b))).toBe(a === b);
      }),
    );
  });
});

describe('canonicalJson', () => {
  test('does not depend on the order of keys, white space or escapes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reworded(value))).toBe(canonicalJson(JSON.stringify(value)));
      }),
    );
  });

  test('is JSON of the same value, and its own canonical form', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(JSON.stringify(value));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(text)).toBe(text);
      }),
    );
  });

  test('differs for different values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        const canonical = [a, b].map((value) => canonicalJson(JSON.stringify(value)));
        expect(canonical[0] === canonical[1]).toBe(same);
      }),
    );
  });

  test.each([
    ['1', '"1"'],
    ['"n1"', '1'],
    ['null', '"null"'],
    ['{"__proto__":1}', '{}'],
    ['[1,2]', '[12]'],
    ['{"a":9007199254740993}', '{"a":9007199254740992}'],
  ])('%s is not %s', (one, other) => expect(canonicalJson(one)).not.toBe(canonicalJson(other)));

  test('refuses what is not JSON', () => {
    for (const text of ['', '{', '{a:1}', '[1,]', '"a']) {
      expect(() => canonicalJson(text), text).toThrow(SyntaxError);
    }
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  // JSON has no negative zero.
  if (typeof value !== 'object' || value === null) return value === 0 ? 0 : value;
  const members = Object.entries(value)
    .map(([key, inner]): [string, unknown] => [key, sorted(inner)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  // Told from an array of the same pairs.
  return { members };
}

const text = fc.string({ unit: 'grapheme' });
const maybe = fc.option(text, { nil: null });
const json = fc.option(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  { nil: null },
);
const event: fc.Arbitrary<SealedEvent> = fc.record({
  id: fc.uuid(),
  lab_id: fc.option(fc.uuid(), { nil: null }),
  at: fc.integer({ min: 0, max: 4e12 }).map((ms) => (ms / 1000).toFixed(6)),
  actor_kind: fc.constantFrom('person', 'key', 'system'),
  actor_id: fc.option(fc.uuid(), { nil: null }),
  actor_name: text,
  action: text,
  entity: text,
  entity_id: maybe,
  request_id: text,
  before: json,
  after: json,
  reason: maybe,
});

describe('a seal', () => {
  const key = Buffer.alloc(32, 7);
  const place = { chain: 'c', position: 1, previous: NO_PREDECESSOR, sealedAt: '17' };

  test('changes with any field, and with nothing else', () => {
    fc.assert(
      fc.property(event, event, (a, b) => {
        const hash = sealHash(key, place, a);
        expect(sealHash(key, place, { ...a })).toEqual(hash);
        for (const [name, value] of Object.entries(b)) {
          const edited = { ...a, [name]: value };
          const same = canonicalEvent(edited) === canonicalEvent(a);
          expect(sealHash(key, place, edited).equals(hash)).toBe(same);
          if (name === 'reason' || name === 'actor_name') {
            expect(same).toBe(a[name] === value);
          }
        }
      }),
    );
  });

  test('tells an absent value from the JSON null, and a field from its neighbour', () => {
    fc.assert(
      fc.property(event, (a) => {
        const hash = (changed: Partial<SealedEvent>) =>
          sealHash(key, place, { ...a, ...changed }).toString('hex');
        expect(hash({ before: null })).not.toBe(hash({ before: 'null' }));
        expect(hash({ before: '{}', after: null })).not.toBe(hash({ before: null, after: '{}' }));
        expect(hash({ action: 'ab', entity: 'c' })).not.toBe(hash({ action: 'a', entity: 'bc' }));
      }),
    );
  });

  test('depends on the key, the place, the time and the predecessor', () => {
    fc.assert(
      fc.property(event, (a) => {
        const all = [
          sealHash(key, place, a),
          sealHash(Buffer.alloc(32, 8), place, a),
          sealHash(key, { ...place, position: 2 }, a),
          sealHash(key, { ...place, chain: 'd' }, a),
          sealHash(key, { ...place, sealedAt: '17.001' }, a),
          sealHash(key, { ...place, previous: Buffer.alloc(32, 1) }, a),
        ];
        expect(new Set(all.map((hash) => hash.toString('hex'))).size).toBe(all.length);
        expect(sealHash(key, { ...place, sealedAt: '17.000000' }, a)).toEqual(all[0]);
      }),
    );
  });
});
