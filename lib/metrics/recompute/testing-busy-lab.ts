import { givenDevice } from '@/lib/devices/states/testing-states';
import { storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { newId } from '@/lib/platform/ids';
import { givenTests, type GivenTest } from '../testing-tests';
import { givenCriticals } from './testing-criticals';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Rules are made for times to come: these were made before the time they hold from. */
const LONG_AGO = new Date('2026-01-01T00:00:00Z');
const iso = (ms: number) => new Date(ms).toISOString();

/** The same numbers on every run, 0–1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const ASSAYS = ['CBC', 'CRP', 'K', 'NA'];
const PLACES = ['North', 'South', undefined];
const DEVICES = ['M1', 'M2', 'M3', undefined];
const PRIORITIES = ['ROUTINE', 'ROUTINE', 'URGENT', 'STAT'] as const;

type Life = GivenTest & { fate: string };

/** One test that was received at a moment: what became of it is left to chance. */
function lifeOf(received: number, specimen: string, random: () => number): Life {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const priority = pick(PRIORITIES) ?? 'ROUTINE';
  const after = (minutes: number) => Math.round(minutes * random() * random() * MINUTE);
  const started = received + after(120);
  const resulted = started + after(240);
  const verified = resulted + after(60);
  const released = verified + after(120);
  const target = priority === 'STAT' ? 60 : priority === 'URGENT' ? 120 : 240;
  const begun: Life = {
    specimen,
    fate: 'open',
    assay: pick(ASSAYS),
    priority,
    location: pick(PLACES),
    device: pick(DEVICES),
    operator: pick(['ada', 'bob', undefined]),
    specimenType: pick(['EDTA', 'Serum', undefined]),
    ordered: iso(received - after(600)),
    collected: iso(received - after(300)),
    received: iso(received),
    started: iso(started),
    due: random() < 0.9 ? iso(received + target * MINUTE) : undefined,
  };
  const done = { resulted: iso(resulted), verified: iso(verified), released: iso(released) };
  const chance = random();
  if (chance < 0.04) return { ...begun, state: 'in_process' };
  if (chance < 0.07) {
    const rejected = iso(received + after(60));
    return { ...begun, started: undefined, state: 'rejected', rejected, fate: 'rejected' };
  }
  if (chance < 0.09) return { ...begun, state: 'cancelled', fate: 'cancelled' };
  if (chance < 0.11) return { ...begun, state: 'error', fate: 'failed' };
  if (chance < 0.13) return { ...begun, ...done, voided: iso(released), fate: 'voided' };
  if (chance < 0.16) return { ...begun, ...done, state: 'invalidated', fate: 'invalidated' };
  if (chance < 0.19) return { ...begun, ...done, state: 'in_process', fate: 'amended' };
  if (chance < 0.22) return { ...begun, ...done, released: iso(received - HOUR), fate: 'negative' };
  if (chance < 0.24) return { ...begun, ...done, received: undefined, fate: 'missing' };
  if (chance < 0.26) return { ...begun, ...done, started: undefined, fate: 'skipped' };
  if (chance < 0.28) return { ...begun, ...done, released: iso(received), fate: 'zero' };
  return { ...begun, ...done, fate: random() < 0.2 ? 'retried' : 'published' };
}

/** Instants at which the clocks change, and a local midnight: what buckets are easily wrong at. */
const EDGES = [
  '2026-03-28T22:59:59.999Z',
  '2026-03-28T23:00:00.000Z',
  '2026-03-29T00:59:59.999Z',
  '2026-03-29T01:00:00.000Z',
  '2026-03-29T21:59:59.999Z',
  '2026-10-24T22:00:00.000Z',
  '2026-10-25T00:30:00.000Z',
  '2026-10-25T01:30:00.000Z',
  '2026-10-25T22:59:59.999Z',
  '2026-10-25T23:00:00.000Z',
];

/** What stands out among the many: tubes of four with one open, an add-on, a retest, an edge. */
function special(now: number): Life[] {
  const at = Date.parse('2026-10-20T06:00:00Z');
  const minutes = (count: number) => iso(at + count * MINUTE);
  const done = (received: number, released: number) => ({
    collected: minutes(-30),
    received: minutes(received),
    started: minutes(received + 5),
    resulted: minutes(released - 10),
    verified: minutes(released - 5),
    released: minutes(released),
    due: minutes(received + 240),
    device: 'M1',
    fate: 'published',
  });
  return [
    ...['CBC', 'CRP', 'K'].map((assay, place) => ({
      ...done(0, 60 + place * 30),
      specimen: 'FOUR',
      assay,
    })),
    { specimen: 'FOUR', assay: 'NA', received: minutes(0), due: minutes(240), fate: 'open' },
    { ...done(0, 50), specimen: 'ADDED', assay: 'CBC', location: 'North' },
    { ...done(180, 400), specimen: 'ADDED', assay: 'K', ordered: minutes(180), location: 'North' },
    { ...done(0, 70), specimen: 'AGAIN', assay: 'K', state: 'invalidated', fate: 'invalidated' },
    { ...done(100, 170), specimen: 'AGAIN', assay: 'K', run: 2 },
    ...EDGES.flatMap((edge, place) => {
      const start = Date.parse(edge);
      const life = { assay: 'CBC', device: 'M2', due: iso(start + HOUR), fate: 'published' };
      return [
        { ...life, specimen: `E${place}A`, received: edge, released: iso(start + 45 * MINUTE) },
        { ...life, specimen: `E${place}B`, received: iso(start - 4 * HOUR), released: edge },
        { ...life, specimen: `E${place}C`, received: iso(start - 4 * HOUR), due: edge },
      ];
    }),
    // Open by the hour, so that some are overdue, some at risk and some in time.
    ...Array.from({ length: 9 }, (_, place) => ({
      specimen: `NOW${place}`,
      assay: ASSAYS[place % 4],
      location: 'South',
      priority: PRIORITIES[place % 4],
      received: iso(now - place * 30 * MINUTE),
      due: iso(now + (4 - place) * 30 * MINUTE),
      fate: 'open',
      ...(place % 3 === 0 ? { state: 'submitted', resulted: iso(now - 5 * MINUTE) } : {}),
    })),
    ...Array.from({ length: 6 }, (_, place) => ({
      specimen: `AWAY${place}`,
      assay: ASSAYS[place % 4],
      location: PLACES[place % 3],
      priority: place % 2 === 0 ? ('STAT' as const) : ('ROUTINE' as const),
      state: 'expected',
      ordered: iso(now - place * 5 * HOUR),
      collected: place < 4 ? iso(now - place * 4 * HOUR) : undefined,
      fate: 'expected',
    })),
  ];
}

type Step = { action: string; to: string; at: number; failed?: boolean; system?: boolean };

/** What a test's history says of it. */
function stepsOf(life: Life, random: () => number): Step[] {
  const of = (text: string | undefined, otherwise: number) =>
    text === undefined ? otherwise : Date.parse(text);
  const begun = of(life.received ?? life.ordered, 0);
  const started = of(life.started, begun);
  const resulted = of(life.resulted, started + 10 * MINUTE);
  const start = { action: 'start', to: 'in_process', at: started };
  const submit = { action: 'submit', to: 'submitted', at: resulted };
  const fail = { action: 'fail', to: 'error', at: started + 5 * MINUTE, failed: true };
  const retry = { action: 'retry', to: 'in_process', at: started + 6 * MINUTE };
  const out = [
    { action: 'verify', to: 'verified', at: resulted, system: random() < 0.4 },
    { action: 'publish', to: 'published', at: of(life.released, resulted) },
  ];
  switch (life.fate) {
    case 'open':
      return life.state === 'submitted' ? [start, submit] : life.started ? [start] : [];
    case 'expected':
      return [];
    case 'rejected':
      return [{ action: 'reject', to: 'rejected', at: of(life.rejected, begun) }];
    case 'cancelled':
      return [start, fail, { action: 'cancel', to: 'cancelled', at: started + HOUR }];
    case 'failed':
      return [start, fail];
    case 'retried':
      return [start, fail, retry, submit, ...out];
    case 'amended':
      return [start, submit, ...out, { action: 'amend', to: 'in_process', at: resulted + HOUR }];
    case 'invalidated':
      return [
        start,
        submit,
        ...out,
        { action: 'invalidate', to: 'invalidated', at: resulted + 2 * HOUR },
      ];
    default:
      return random() < 0.1
        ? [start, submit, { ...fail, at: resulted + MINUTE }, retry, { ...submit }, ...out]
        : [start, submit, ...out];
  }
}

async function writeHistory(labId: string, lives: readonly Life[], ids: readonly string[]) {
  const db = unboundDb();
  const random = numbers(7);
  const tests = new Map(
    (await db.orderedTest.findMany({ where: { labId } })).map((test) => [test.id, test]),
  );
  const codes = ['E1', 'E2'].map((code) => ({ id: newId(), labId, code, name: `Error ${code}` }));
  await db.errorCode.createMany({ data: codes });
  const spare = await db.device.findFirstOrThrow({ where: { labId, name: 'M3' } });
  const sequences = new Map<string, number>();
  const rows: Prisma.TestTransitionCreateManyInput[] = [];
  for (const [place, life] of lives.entries()) {
    const test = tests.get(ids[place] ?? '');
    if (!test) continue;
    let fromState = 'received';
    for (const { action, to, at, failed, system } of stepsOf(life, random)) {
      const sequence = (sequences.get(test.specimenId) ?? 0) + 1;
      sequences.set(test.specimenId, sequence);
      const code = random() < 0.8 ? codes[random() < 0.6 ? 0 : 1] : undefined;
      // Now and then a stay is on another device than the test's of today.
      const deviceId = action === 'start' && random() < 0.15 ? spare.id : test.deviceId;
      rows.push({
        id: newId(),
        labId,
        specimenId: test.specimenId,
        testId: test.id,
        sequence,
        action,
        fromState,
        toState: to,
        occurredAt: new Date(at),
        deviceId: action === 'start' || action === 'retry' ? deviceId : null,
        errorCodeId: failed ? (code?.id ?? null) : null,
        source: system ? 'job' : 'portal',
        actorKind: system ? 'system' : 'person',
        actorName: 'test',
        requestId: 'test',
      });
      fromState = to;
    }
  }
  await db.testTransition.createMany({ data: rows });
}

/** Amended reports, rejected tubes and why, and the departments of two of the assays. */
async function writeFates(labId: string, lives: readonly Life[], ids: readonly string[]) {
  const db = unboundDb();
  const reasons = await db.rejectionReason.findMany({ where: { labId }, orderBy: { code: 'asc' } });
  for (const [name, codes] of Object.entries({ Chemistry: ['K', 'NA'], Blood: ['CBC'] })) {
    const id = newId();
    await db.department.create({ data: { id, labId, name } });
    await db.assay.updateMany({
      where: { labId, code: { in: codes } },
      data: { departmentId: id },
    });
  }
  for (const [place, life] of lives.entries()) {
    const id = ids[place] ?? '';
    if (life.fate === 'amended' && life.released) {
      await db.orderedTest.update({
        where: { id },
        data: { amendedAt: new Date(Date.parse(life.released) + HOUR) },
      });
    }
    if (life.fate !== 'rejected' || !life.rejected) continue;
    const reason = place % 5 === 0 ? null : (reasons[place % 3]?.id ?? null);
    const test = await db.orderedTest.update({
      where: { id },
      data: { rejectionReasonId: reason },
    });
    // Some were turned away at the door, without receipt.
    await db.specimen.update({
      where: { id: test.specimenId },
      data: {
        stateKey: 'rejected',
        rejectedAt: new Date(life.rejected),
        rejectionReasonId: reason,
        ...(place % 4 === 0 ? { receivedAt: null } : {}),
      },
    });
  }
}

/** Opening hours that change, over night and with holidays; targets that change, and some in working time. */
async function writeRules(labId: string) {
  const db = unboundDb();
  const assay = await db.assay.findFirstOrThrow({ where: { labId, code: 'K' } });
  const location = await db.location.findFirstOrThrow({ where: { labId, name: 'North' } });
  const week = (hours: [string, string][], weekend: [string, string][]) => ({
    ...Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, hours])),
    '6': weekend,
    '7': [],
  });
  await db.calendar.createMany({
    data: [
      {
        id: newId(),
        labId,
        createdAt: LONG_AGO,
        effectiveFrom: new Date('2026-03-15'),
        openingHours: week(
          [
            ['07:30', '12:00'],
            ['12:30', '18:00'],
          ],
          [['08:00', '12:00']],
        ),
        holidays: [
          { date: '2026-04-06', name: 'Easter Monday' },
          { date: '2026-05-01', name: 'Labour Day' },
        ],
      },
      {
        id: newId(),
        labId,
        createdAt: LONG_AGO,
        effectiveFrom: new Date('2026-08-01'),
        openingHours: week([['06:00', '02:00']], [['22:00', '03:30']]),
        holidays: [{ date: '2026-10-03', name: 'Unity Day' }],
      },
    ],
  });
  const changed = new Date('2026-09-15T08:30:00Z');
  const target = (given: Partial<Prisma.TargetCreateManyInput> & { minutes: number }) => ({
    id: newId(),
    labId,
    segment: 'start_to_result',
    createdAt: LONG_AGO,
    effectiveFrom: LONG_AGO,
    ...given,
  });
  await db.target.createMany({
    data: [
      target({ minutes: 60, effectiveTo: changed }),
      target({ minutes: 45, effectiveFrom: changed }),
      target({ minutes: 30, priority: 'STAT' }),
      target({ minutes: 20, assayId: assay.id, time: 'working' }),
      target({ minutes: 90, locationId: location.id, effectiveFrom: changed }),
    ],
  });
}

async function writeStates(labId: string, now: number) {
  const hours = (count: number) => iso(now - count * HOUR);
  await givenDevice(
    labId,
    'M1',
    [
      { at: '2026-02-01T00:00:00Z', code: 'OP' },
      { at: hours(900), code: 'ES', reason: 'Needle bent' },
      { at: hours(870), code: 'OP' },
      { at: hours(500), code: 'ID' },
      { at: hours(490), code: 'PA' },
      { at: hours(489), code: 'LT' },
      { at: hours(480), code: 'OP' },
      { at: hours(40), code: 'FL' },
      { at: hours(39), code: 'IN' },
      { at: hours(38), code: 'OP' },
      { at: hours(3), code: 'FL' },
    ],
    { planned: [{ from: hours(100), to: hours(96) }] },
  );
  await givenDevice(labId, 'M2', [
    { at: hours(800), code: 'UNK' },
    { at: hours(700), code: 'FL' },
    { at: hours(350), code: 'OP' },
  ]);
  await givenDevice(labId, 'IDLE', []);
}

/** A lab with a bit of everything from February on to `now`, and a viewer's key of it. */
export async function makeBusyLab(now: Date) {
  const { lab } = await makeTestLab();
  const random = numbers(42);
  const first = Date.parse('2026-02-20T00:00:00Z');
  const many = Array.from({ length: 420 }, (_, place) => {
    // Denser towards the end.
    const share = Math.sqrt(random());
    const received = Math.round(first + share * (now.getTime() - first));
    const tube = place % 6 === 5 ? `S${place - 1}` : `S${place}`;
    return lifeOf(received, tube, random);
  });
  // The tests of one tube are of the assays it has, each once.
  const seen = new Set<string>();
  const lives = [...many, ...special(now.getTime())].filter((life) => {
    const key = `${life.specimen} ${life.assay} ${life.run ?? 1}`;
    return !seen.has(key) && seen.add(key);
  });
  const ids = await givenTests(
    lab.id,
    lives.map(({ fate: _, ...test }) => test),
  );
  await writeFates(lab.id, lives, ids);
  await writeHistory(lab.id, lives, ids);
  await writeRules(lab.id);
  await writeStates(lab.id, now.getTime());
  await givenCriticals(lab.id, ids, now);
  const { authorization } = await storedKey(lab, 'viewer');
  return { lab, key: authorization.replace('Bearer ', '') };
}
