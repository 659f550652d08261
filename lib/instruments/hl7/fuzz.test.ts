import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/demo/random';
import { SPECIMEN_NUMBER } from '@/lib/specimens/contract';
import { UnreadableMessage, type ReadMessage } from '../event';
import { DEFAULT_TABLE } from '../mapping/default-table';
import { cpuMilliseconds } from '../testing-messages/cpu-time';
import { heavyMessages } from '../testing-messages/hl7/heavy-messages';
import { HL7_SAMPLES } from '../testing-messages/hl7/hl7-samples';
import { mutateBytes } from '../testing-messages/mutate-bytes';
import { acknowledge } from './acknowledge';
import { parseHl7 } from './parse-segments';
import { readHl7 } from './read-hl7';

const context = { timeZone: 'Europe/Berlin', receivedAt: new Date('2026-03-04T12:00:00Z') };
/** Of each sample here; `npm run fuzz` makes as many as it is told. */
const MUTATIONS = 100;

/** Read, or refused in words; anything else fails the test. */
function readOrRefused(bytes: Uint8Array): ReadMessage | UnreadableMessage {
  try {
    return readHl7(bytes, DEFAULT_TABLE, context);
  } catch (error) {
    if (error instanceof UnreadableMessage) return error;
    throw error;
  }
}

/** Every text and time of what was read: none that the database would refuse. */
function check(value: unknown): void {
  if (typeof value === 'string')
    expect(value).not.toMatch(/[\u0000\uD800-\uDFFF](?![\uDC00-\uDFFF])/);
  else if (value instanceof Date) expect(Number.isNaN(value.getTime())).toBe(false);
  else if (Array.isArray(value)) value.forEach(check);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(check);
}

describe('reading what is broken', () => {
  it('has at least twenty messages, each another, that are read', () => {
    const texts = new Set(HL7_SAMPLES.map(({ bytes }) => new TextDecoder().decode(bytes)));
    expect(texts.size).toBe(HL7_SAMPLES.length);
    expect(texts.size).toBeGreaterThanOrEqual(20);
    for (const { bytes } of HL7_SAMPLES)
      expect(() => readHl7(bytes, DEFAULT_TABLE, context)).not.toThrow();
  });

  it.each(HL7_SAMPLES)(
    'never ends in anything but events or a refusal: $name',
    ({ name, bytes }) => {
      const { unit } = seededRandom(7, name);
      let read = 0;
      for (let nth = 0; nth < MUTATIONS; nth += 1) {
        const other = HL7_SAMPLES[Math.floor(unit() * HL7_SAMPLES.length)]?.bytes ?? bytes;
        const broken = mutateBytes(bytes, other, unit);
        const outcome = readOrRefused(broken);
        if (outcome instanceof UnreadableMessage) {
          expect(outcome.message).not.toBe('');
          check(outcome.message);
        } else {
          read += 1;
          check(outcome);
          for (const event of outcome.events) {
            if (
              'specimen' in event &&
              typeof event.specimen === 'object' &&
              event.specimen !== null
            ) {
              const numbers = [event.specimen.number, ...event.specimen.alternatives];
              expect(numbers.every((number) => SPECIMEN_NUMBER.test(number))).toBe(true);
            }
          }
        }
        // Whatever came, the answer is a message.
        const answer = new TextEncoder().encode(
          acknowledge(broken, 'AE', 'what is wrong | ^ \r\n \u0000'),
        );
        expect(parseHl7(answer).segments.map(({ id }) => id)).toEqual(['MSH', 'MSA', 'ERR']);
      }
      // Otherwise the faults would be so gross that nothing behind MSH was tried.
      expect(read).toBeGreaterThan(MUTATIONS / 20);
    },
  );
});

describe('the work a message makes', () => {
  it.each(heavyMessages(128 * 1024))('stays within bounds for much of $name', ({ bytes }) => {
    const spent = cpuMilliseconds(() => {
      readOrRefused(bytes);
      acknowledge(bytes, 'AA', null);
    });
    // A fifth of a second at most on a quiet machine; what is quadratic takes many of them.
    expect(spent).toBeLessThan(1500);
  });
});
