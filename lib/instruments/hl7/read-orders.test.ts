import { describe, expect, it } from 'vitest';
import { eventsOf, message, readText, readWith } from './testing-read';

const AT = new Date('2026-03-04T09:15:30Z');
const placed = (type: string, ...segments: string[]) =>
  eventsOf(readText(message(type, ...segments)), 'order.placed');

describe('orders', () => {
  it('places an order of OML^O21, the specimen behind it', () => {
    const text = message(
      'OML^O21^OML_O21',
      'PV1|1|I|ICU^2^B',
      'ORC|NW|P-1|S1||||||20260304090000',
      'TQ1|1||||||||S^Stat',
      'OBR|1|P-1|S1|BMP^Panel^L^24320-4',
      'SPM|1|^S1||SER^Serum|||||||P||||||20260304083000',
    );
    expect(readText(text)).toEqual({
      kind: 'OML^O21',
      controlId: '77',
      remarks: [],
      events: [
        {
          kind: 'order.placed',
          specimen: { number: 'S1', alternatives: ['P-1'] },
          assays: [{ code: 'BMP', alternatives: ['24320-4'] }],
          priority: 'STAT',
          location: 'ICU',
          orderedAt: new Date('2026-03-04T08:00:00Z'),
          at: AT,
        },
        {
          kind: 'specimen.facts',
          specimen: { number: 'S1', alternatives: ['P-1'] },
          facts: {
            type: 'Serum',
            collectedAt: new Date('2026-03-04T07:30:00Z'),
            receivedAt: null,
            rejection: null,
            parents: [],
          },
          at: AT,
        },
      ],
    });
  });

  it('puts the tests of a specimen together, by their priority', () => {
    const orders = placed(
      'OML^O33',
      'SPM|1|S1',
      'ORC|NW',
      'OBR|1|||A',
      'ORC|NW',
      'TQ1|1||||||||S',
      'OBR|2|||B',
      'ORC|NW',
      'OBR|3|||C',
      'OBR|4|||A',
      'SPM|2|S2',
      'ORC|NW',
      'OBR|1|||A',
    );
    expect(
      orders.map(({ specimen, priority, assays }) => [
        specimen.number,
        priority,
        assays.map(({ code }) => code),
      ]),
    ).toEqual([
      ['S1', null, ['A', 'C']],
      ['S1', 'STAT', ['B']],
      ['S2', null, ['A']],
    ]);
  });

  it.each([
    ['TQ1-9', ['ORC|NW', 'TQ1|1||||||||S^x', 'OBR|1||S1|A|R'], 'STAT'],
    ['ORC-7', ['ORC|NW||||||^^^^^A', 'OBR|1||S1|A|S'], 'URGENT'],
    ['OBR-27', ['ORC|NW', 'OBR|1||S1|A|||||||||||||||||||||||^^^^^STAT'], 'STAT'],
    ['OBR-5', ['ORC|NW', 'OBR|1||S1|A|R'], 'ROUTINE'],
    ['nowhere', ['ORC|NW', 'OBR|1||S1|A'], null],
  ])('takes the priority from %s', (_, segments, priority) => {
    expect(placed('ORM^O01', ...segments)[0]?.priority).toBe(priority);
  });

  it('leaves a priority open that the table does not know', () => {
    const text = message('ORM^O01', 'ORC|NW', 'OBR|1||S1|A|Z');
    const read = readText(text);
    expect(eventsOf(read, 'order.placed')[0]?.priority).toBeNull();
    expect(read.remarks).toEqual(['The priority “Z” is not in the mapping.']);
    const known = readText(text, { priorities: { Z: 'STAT' } });
    expect(eventsOf(known, 'order.placed')[0]?.priority).toBe('STAT');
  });

  it('places an order of ORM^O01 by its filler number, else its placer number', () => {
    expect(placed('ORM', 'ORC|NW', 'OBR|1|P-1|F-1|A')[0]?.specimen).toEqual({
      number: 'F-1',
      alternatives: ['P-1'],
    });
    expect(placed('ORM^O01', 'ORC|NW|P-1', 'OBR|1|P-1||A')[0]?.specimen.number).toBe('P-1');
  });

  it('cancels a test, a specimen, and both in one', () => {
    const cancelled = (...segments: string[]) =>
      eventsOf(readText(message('ORM^O01', ...segments)), 'order.cancelled');
    expect(cancelled(`ORC|CA${'|'.repeat(15)}UNW^Not wanted`, 'OBR|1||S1|A')).toEqual([
      {
        kind: 'order.cancelled',
        specimen: { number: 'S1', alternatives: [] },
        assays: [{ code: 'A', alternatives: [] }],
        reason: 'Not wanted',
        at: AT,
      },
    ]);
    const all = cancelled('ORC|CA', 'OBR|1||S1|A', 'ORC|CA', 'OBR|2||S1|');
    expect(all).toMatchObject([{ specimen: { number: 'S1' }, assays: [], reason: null }]);
  });

  it('takes the reason from ORC-16, in words where there are some', () => {
    const reason = (orc: string) =>
      eventsOf(readText(message('ORM^O01', orc, 'OBR|1||S1|A')), 'order.cancelled')[0]?.reason;
    expect(reason(`ORC|CA${'|'.repeat(15)}UNW^Not wanted`)).toBe('Not wanted');
    expect(reason(`ORC|CA${'|'.repeat(15)}UNW`)).toBe('UNW');
  });

  it('places and cancels in one message, each its own', () => {
    const read = readText(
      message('ORM^O01', 'ORC|NW', 'OBR|1||S1|A', 'ORC|CA', 'OBR|2||S1|B', 'ORC|CA', 'OBR|3||S2|C'),
    );
    expect(read.events.map((event) => event.kind)).toEqual([
      'order.placed',
      'order.cancelled',
      'order.cancelled',
    ]);
  });

  it('cancels by the order’s number alone where the table says so', () => {
    const text = message('ORM^O01', 'ORC|CA|P-1|F-1');
    expect(() => readText(text)).toThrow(/^The order of line 2 names no specimen/);
    const [event] = eventsOf(
      readWith(text, { specimen: ['ORC-3.1', 'ORC-2.1'] }),
      'order.cancelled',
    );
    expect(event).toMatchObject({ specimen: { number: 'F-1', alternatives: ['P-1'] }, assays: [] });
  });

  it('refuses what it is not told how to do', () => {
    const read = (orc: string, obr = 'OBR|1||S1|A') => readText(message('ORM^O01', orc, obr));
    expect(() => read('ORC|XO')).toThrow(
      'Line 2: the order’s “XO” (ORC-1) is not one of NW, CA, which the mapping knows.',
    );
    expect(() => read('ORC|')).toThrow(/says nothing of what to do/);
    expect(() => read('ORC|NW', 'OBR|1||S1|')).toThrow(
      'The order of line 3 names no test (OBR-4).',
    );
    expect(() => read('ORC|NW', 'OBR|1|||A')).toThrow(/names no specimen/);
    const ignoring = { orderActions: { XO: 'ignore' as const } };
    const ignored = readWith(message('ORM^O01', 'ORC|XO', 'OBR|1||S1|A'), ignoring);
    expect(ignored.events).toEqual([]);
    expect(ignored.remarks).toEqual([
      'Line 2: the order’s “XO” (ORC-1) is passed over by the mapping.',
      'The message orders nothing.',
    ]);
  });

  it('orders nothing of a control', () => {
    const read = readText(message('OML^O33', 'SPM|1|QC1|||||||||Q', 'ORC|NW', 'OBR|1|||A'));
    expect(read.events.map((event) => event.kind)).toEqual(['device.event']);
  });

  it('translates and leaves out tests by the table', () => {
    const text = message('ORM^O01', 'ORC|NW', 'OBR|1||S1|A', 'ORC|NW', 'OBR|2||S1|B');
    const [event] = eventsOf(readText(text, { assays: { A: 'GLU', B: null } }), 'order.placed');
    expect(event?.assays).toEqual([{ code: 'GLU', alternatives: [] }]);
  });
});
