import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/demo/random';
import type { InstrumentEvent } from '../event';
import { formatOf } from '../detect-format';
import { DEFAULT_TABLE } from '../mapping/default-table';
import { readMessage } from '../read-message';
import { simulatedDevice, SPEAKS, type Speaks } from './simulated-device';

const limits = { criticalLow: null, criticalHigh: null };
const NA = { code: 'NA', unit: 'mmol/L', low: 136, high: 145, ...limits };
const K = { code: 'K', unit: 'mmol/L', low: 3.5, high: 5.1, ...limits };
const panels = [
  { assay: 'BMP', analytes: [NA, K] },
  { assay: 'POT', analytes: [K] },
];
const MESSAGES = 600;

function deviceThat(speaks: Speaks) {
  let made = 0;
  return simulatedDevice({
    name: 'SIM-1',
    speaks,
    random: seededRandom(7, speaks),
    panels,
    fault: { code: 'CLOT', name: 'Clot' },
    nextTube: () => {
      made += 1;
      return {
        number: `T-${made}`,
        panels: panels.slice(0, 1 + (made % 2)),
        collectedAt: new Date(),
      };
    },
  });
}

function readOf(body: string | Uint8Array, type: string): readonly InstrumentEvent[] {
  const bytes = new Uint8Array(Buffer.from(body));
  const format = formatOf(type, bytes);
  if (format === null) throw new Error('no format');
  const context = { timeZone: 'UTC', receivedAt: new Date() };
  return readMessage(format, bytes, DEFAULT_TABLE, context).events;
}

describe.each(SPEAKS)('a simulated device that speaks %s', (speaks) => {
  it('says what is read, and of each tube its final results once, after all else', () => {
    const device = deviceThat(speaks);
    const finals = new Map<string, number>();
    for (let nth = 0; nth < MESSAGES; nth += 1) {
      const said = device.next();
      expect(said).not.toBeNull();
      const events = readOf(said?.body ?? '', said?.type ?? '');
      expect(events.length).toBeGreaterThan(0);
      for (const event of events) {
        if (event.kind !== 'specimen.started' && event.kind !== 'specimen.resulted') continue;
        const { number } = event.specimen;
        expect(finals.get(number) ?? nth, 'nothing follows the final results').toBe(nth);
        if (event.kind === 'specimen.started') continue;
        const results = event.tests.flatMap((test) => test.results);
        if (results.every(({ status }) => status === 'final')) finals.set(number, nth);
      }
    }
    expect(finals.size).toBeGreaterThan(MESSAGES / 4);
  });

  it('is silent while it is down, but for saying so', () => {
    const device = deviceThat(speaks);
    device.turn(true);
    const said = device.next();
    const events = said ? readOf(said.body, said.type) : [];
    expect(
      events.map((event) => (event.kind === 'device.state' ? event.code : event.kind)),
    ).toEqual(device.tellsState ? ['ES'] : []);
    expect(device.next()).toBeNull();
    device.turn(false);
    expect(device.next()).not.toBeNull();
  });
});
