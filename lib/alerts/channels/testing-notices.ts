import fc from 'fast-check';
import { PRIORITIES } from '@/lib/specimens/contract';
import { LABELS, SEVERITIES, SUBJECT_KINDS, UNITS, type Labels } from '../finding';
import { KIND_NAMES } from '../kinds/params';
import { makeNotice } from './make-notice';
import { NOTICE_REASONS, type Notice, type NoticeLine, type WaitingAtDevice } from './notice';

/** What names may hold that a card, a chat or a database could take for something else. */
export const HOSTILE = [
  '**bold** _it_ ~~gone~~ `code`',
  '[click](https://evil.example/)',
  '![x](https://evil.example/x.png)',
  '<b>b</b><script>alert(1)</script><at>Everyone</at>',
  '# heading\n- one\n- two\n1. three',
  'a\r\nb\u2028c\u0000d\u0085e',
  '{{DATE(2017-02-14T06:08:00Z, SHORT)}} ${secret} @{triggerBody()}',
  'مختبر الدم ١٢٣',
  '\u202Eesrever\u202C \u2067isolated',
  '👩🏽‍🔬🧪'.repeat(40),
  'Z̸̢̛͕̀'.repeat(60),
  '\uD800 half \uDC00',
  '"quoted" \\back\\ {"json":true}',
  '"\\'.repeat(2_500),
  ' ',
  'x'.repeat(5_000),
];

const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc
    .tuple(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 20 }))
    .map((parts) => parts.join('')),
);

const date = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2027-01-01T00:00:00Z'),
  noInvalidDate: true,
});

/** Specimen numbers that no other text of a notice holds by chance. */
const specimen = fc.integer({ min: 0, max: 0xffffff }).map((n) => `ŠPEC-${n.toString(36)}-Ž`);

const labels: fc.Arbitrary<Labels> = fc
  .record(
    Object.fromEntries(LABELS.map((label) => [label, label === 'specimen' ? specimen : text])),
    {
      requiredKeys: [],
    },
  )
  .map((record): Labels => ({ ...record }));

const SPECIMEN_SUBJECTS = ['test', 'specimen', 'critical'] as const;
const OTHER_SUBJECTS = SUBJECT_KINDS.filter(
  (kind) => !SPECIMEN_SUBJECTS.some((named) => named === kind),
);
const figure = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));

const rest = {
  alertId: fc.uuid(),
  status: fc.constantFrom('firing' as const, 'acknowledged' as const, 'resolved' as const),
  value: figure,
  threshold: figure,
  unit: fc.option(fc.constantFrom(...UNITS)),
  dueAt: fc.option(date),
  priority: fc.option(fc.constantFrom(...PRIORITIES)),
  startedAt: date,
  resolvedAt: fc.option(date),
};

/** Of a test or specimen, whose words name it; … */
const ofSpecimen: fc.Arbitrary<NoticeLine> = fc
  .record({
    ...rest,
    kind: fc.constantFrom(...SPECIMEN_SUBJECTS),
    id: fc.uuid(),
    labels,
    number: specimen,
    words: text,
  })
  .map(({ kind, id, number, words, labels: given, ...line }) => ({
    ...line,
    subject: { kind, id },
    labels: { ...given, specimen: number },
    summary: `${number} ${words}`,
  }));

/** … and of something else. */
const ofOther: fc.Arbitrary<NoticeLine> = fc
  .record({ ...rest, kind: fc.constantFrom(...OTHER_SUBJECTS), id: fc.uuid(), labels, words: text })
  .map(({ kind, id, words, labels: { specimen: _, ...given }, ...line }) => ({
    ...line,
    subject: { kind, id },
    labels: given,
    summary: words,
  }));

const waiting: fc.Arbitrary<WaitingAtDevice> = fc.record({
  deviceId: fc.uuid(),
  device: text,
  tests: fc.nat(),
  stat: fc.nat(),
  urgent: fc.nat(),
  absorbed: fc.nat(),
  first: fc.array(
    fc.record({
      specimen,
      assay: text,
      priority: fc.constantFrom(...PRIORITIES),
      dueAt: fc.option(date),
    }),
    { maxLength: 12 },
  ),
});

/** Any notice, of up to seventy alerts. */
export const anyNotice: fc.Arbitrary<Notice> = fc
  .record({
    notificationId: fc.uuid(),
    lab: fc.record({
      name: text,
      slug: fc.constantFrom('main', 'north-2'),
      timeZone: fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu'),
    }),
    rule: fc.record({ id: fc.uuid(), name: text, kind: fc.constantFrom(...KIND_NAMES) }),
    severity: fc.constantFrom(...SEVERITIES),
    reason: fc.constantFrom(...NOTICE_REASONS.filter((reason) => reason !== 'test')),
    at: date,
    group: labels,
    alerts: fc.array(fc.oneof(ofSpecimen, ofOther), { maxLength: 70, size: 'max' }),
    windowMinutes: fc.option(fc.integer({ min: 5, max: 10_080 })),
    waiting: fc.array(waiting, { maxLength: 8 }),
  })
  .map((decided) => makeNotice(decided));

/** All specimen numbers in a notice. */
export function numbersOf(notice: Notice): string[] {
  const { group, lines, waiting } = notice;
  return [
    group.specimen,
    ...lines.map(({ labels }) => labels.specimen),
    ...waiting.flatMap(({ first }) => first.map(({ specimen }) => specimen)),
  ].filter((number) => number !== undefined);
}
