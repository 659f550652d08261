import { expect, test } from 'vitest';
import { readingOf } from '@/lib/instruments/inbox/reading';
import { ToldEvent } from '@/lib/instruments/inbox/told-event';
import { DEFAULT_TABLE } from '@/lib/instruments/mapping/default-table';
import { ASTM_SAMPLES } from '@/lib/instruments/testing-messages/astm/astm-samples';
import { HL7_SAMPLES } from '@/lib/instruments/testing-messages/hl7/hl7-samples';
import { JSON_SAMPLES } from '@/lib/instruments/testing-messages/json/json-samples';
import { eventView } from './event-words';

const context = { timeZone: 'Europe/Berlin', receivedAt: new Date('2026-03-02T12:00:00Z') };
const SAMPLES = [
  ...HL7_SAMPLES.map((sample) => ({ ...sample, format: 'hl7' as const })),
  ...ASTM_SAMPLES.map((sample) => ({ ...sample, format: 'astm' as const })),
  ...JSON_SAMPLES.map((sample) => ({ ...sample, format: 'json' as const })),
];
const EVENTS = SAMPLES.flatMap(({ format, bytes }) =>
  readingOf(format, bytes, DEFAULT_TABLE, context).events.slice(0, 20),
);

test('every event that a message can say is told as the page reads it', () => {
  expect(EVENTS.length).toBeGreaterThan(100);
  const unread = EVENTS.filter((event) => !ToldEvent.safeParse(event).success);
  expect(unread).toEqual([]);
});

test('events of all kinds stand in words', () => {
  const sentences = new Map(
    EVENTS.map((event) => [
      String(event.kind),
      eventView(event)
        .sentence.map((part) => (typeof part === 'string' ? part : '#'))
        .join(''),
    ]),
  );
  expect(Object.fromEntries(sentences)).toMatchObject({
    'specimen.resulted': 'Results of specimen #',
    'device.heartbeat': 'Heartbeat: it is there',
    'container.moved': 'Moved a container',
  });
  for (const sentence of sentences.values()) expect(sentence).not.toContain('undefined');
});

test.each([
  [
    {
      kind: 'specimen.started',
      specimen: { number: 'S-1', alternatives: [] },
      assay: { code: 'TSH', alternatives: [] },
      at: '2026-03-02T08:00:00.000Z',
    },
    ['Started TSH of specimen ', { specimen: 'S-1' }],
  ],
  [
    {
      kind: 'order.cancelled',
      specimen: { number: 'S-1', alternatives: [] },
      assays: [],
      reason: null,
      at: '2026-03-02T08:00:00.000Z',
    },
    ['Cancels all tests of specimen ', { specimen: 'S-1' }],
  ],
  [{ kind: 'something.new', colour: 'red' }, ['something.new']],
])('%j in words', (event, sentence) => {
  expect(eventView(event).sentence).toEqual(sentence);
});

test('a step tells what was sent, by the names of the interface', () => {
  const { facts } = eventView({
    kind: 'step.started',
    data: { source_device: 'Hotel 1', source_pos: 12 },
    at: '2026-03-02T08:00:00.000Z',
  });
  expect(facts).toEqual([
    { label: 'Source device', value: 'Hotel 1' },
    { label: 'Source pos', value: '12' },
  ]);
});

test('a control shows its results as they were written', () => {
  const controls = EVENTS.filter(({ event }) => event === 'quality_control').map(eventView);
  expect(controls.length).toBeGreaterThan(0);
  for (const { groups } of controls) expect(groups).toHaveLength(1);
  expect(controls.some(({ groups: [group] }) => (group?.results.length ?? 0) > 0)).toBe(true);
});
