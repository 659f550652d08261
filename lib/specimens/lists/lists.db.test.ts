import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import type { AppError } from '@/lib/platform/errors';
import { isLate } from '../lateness';
import { COUNTED_UP_TO } from './list-page';
import { ListQuery, ORDERS, SORTS } from './list-query';
import { listSpecimens } from './list-specimens';
import { listTests } from './list-tests';
import { makeBench, putSpecimens, type Bench, type GivenSpecimen } from '../testing-specimens';

const now = new Date('2026-03-10T12:00:00Z');
let home: TestLab;
let bench: Bench;
let viewer: Ctx;

const SPECIMENS: GivenSpecimen[] = [
  {
    number: 'A-1',
    state: 'published',
    priority: 'STAT',
    location: 'Ward 1',
    received: '2026-03-10T08:00:00Z',
    tests: [
      // On the minute it was due: in time.
      { assay: 'NA', device: 'M1', released: '2026-03-10T10:00:00Z', due: '2026-03-10T10:00:00Z' },
    ],
  },
  {
    number: 'A-2',
    state: 'received',
    location: 'Ward 1',
    received: '2026-03-10T07:00:00Z',
    tests: [
      {
        assay: 'NA',
        state: 'published',
        device: 'M2',
        released: '2026-03-10T11:30:00Z',
        due: '2026-03-10T11:00:00Z',
      },
      { assay: 'K', due: '2026-03-10T13:00:00Z' },
    ],
  },
  {
    number: 'B-1',
    state: 'error',
    priority: 'URGENT',
    location: 'Ward 2',
    received: '2026-03-10T06:00:00Z',
    tests: [{ assay: 'GLU', device: 'M1', due: '2026-03-10T10:00:00Z' }],
  },
  { number: 'B-2', state: 'expected', received: null, tests: [{ assay: 'K' }] },
  {
    number: 'b-3',
    state: 'rejected',
    received: '2026-03-09T06:00:00Z',
    tests: [{ assay: 'K', due: '2026-03-09T10:00:00Z' }],
  },
  // Without tests yet.
  { number: 'C-1', state: 'received', received: '2026-03-09T05:00:00Z', tests: [] },
];

beforeAll(async () => {
  home = await makeTestLab();
  bench = await makeBench(home.lab, {
    assays: ['NA', 'K', 'GLU'],
    locations: ['Ward 1', 'Ward 2'],
    devices: ['M1', 'M2'],
  });
  await putSpecimens(home.lab, bench, SPECIMENS);
  viewer = await home.ctxFor('viewer', now);
  const other = await makeTestLab();
  const theirs = await makeBench(other.lab, { assays: ['NA'], locations: [], devices: ['M9'] });
  await putSpecimens(other.lab, theirs, [
    { number: 'A-1', received: '2026-03-10T08:00:00Z', tests: [{ assay: 'NA' }] },
  ]);
});

const query = (given: object = {}) => ListQuery.parse(given);

async function specimens(given: object = {}): Promise<string[]> {
  const { data } = await listSpecimens(viewer, query(given));
  return data.map((row) => row.specimen_id);
}

async function tests(given: object = {}): Promise<string[]> {
  const { data } = await listTests(viewer, query(given));
  return data.map((row) => `${row.specimen_id} ${row.assay}`);
}

describe('filters of specimens', () => {
  test.each([
    [{}, 'A-1 A-2 B-1 b-3 C-1 B-2'],
    [{ q: 'A-1' }, 'A-1'],
    [{ q: 'a-' }, 'A-1 A-2'],
    [{ q: 'B-' }, 'B-1 b-3 B-2'],
    [{ q: 'b-3' }, 'b-3'],
    [{ q: '-1' }, ''],
    [{ q: "A-1' OR '1'='1" }, ''],
    [{ q: '%' }, ''],
    [{ state: 'error' }, 'B-1'],
    [{ state: ['error', 'expected'] }, 'B-1 B-2'],
    [{ state: 'open' }, 'A-2 B-1 C-1 B-2'],
    [{ state: 'void' }, 'b-3'],
    [{ assay: 'k' }, 'A-2 b-3 B-2'],
    [{ assay: 'K', state: 'received' }, 'A-2'],
    [{ department: 'chemistry' }, 'A-1 A-2 b-3 B-2'],
    [{ department: 'Chemistry', assay: 'GLU' }, ''],
    [{ location: 'ward 2' }, 'B-1'],
    [{ location: ['Ward 1', 'Ward 2'] }, 'A-1 A-2 B-1'],
    [{ priority: 'stat' }, 'A-1'],
    [{ priority: ['STAT', 'URGENT'] }, 'A-1 B-1'],
    [{ device: 'M1' }, 'A-1 B-1'],
    // One and the same test must meet both.
    [{ device: 'M2', assay: 'K' }, ''],
    [{ device: 'M2', assay: 'NA' }, 'A-2'],
    [{ from: '2026-03-10T07:00:00Z' }, 'A-1 A-2'],
    [{ to: '2026-03-10T07:00:00Z' }, 'B-1 b-3 C-1'],
    [{ from: '2026-03-10T07:00:00+01:00', to: '2026-03-10T07:00:00Z' }, 'B-1'],
    [{ late: 'true' }, 'A-2 B-1'],
    [{ late: 'false' }, 'A-1 b-3 C-1 B-2'],
  ])('%j', async (given, expected) => {
    expect((await specimens(given)).join(' ')).toBe(expected);
  });
});

describe('filters of tests', () => {
  test.each([
    [{ assay: 'K' }, ['A-2 K', 'b-3 K', 'B-2 K']],
    [{ state: 'published' }, ['A-1 NA', 'A-2 NA']],
    [{ department: 'Chemistry', device: 'M2' }, ['A-2 NA']],
    [{ late: 'true' }, ['A-2 NA', 'B-1 GLU']],
    [{ q: 'A-2', late: 'false' }, ['A-2 K']],
    [
      { location: 'Ward 1', priority: 'ROUTINE', from: '2026-03-10T00:00:00Z' },
      ['A-2 NA', 'A-2 K'],
    ],
  ])('%j', async (given, expected) => {
    expect((await tests(given)).toSorted()).toEqual(expected.toSorted());
  });

  test('late in SQL is late by the rule', async () => {
    const { data } = await listTests(viewer, query());
    const late = await tests({ late: 'true' });
    for (const row of data) {
      const kind = ['rejected'].includes(row.state)
        ? 'void'
        : row.state === 'published'
          ? 'done'
          : 'open';
      const times = {
        dueAt: row.due_at === null ? null : new Date(row.due_at),
        endedAt: row.milestones.released === null ? null : new Date(row.milestones.released),
        voidedAt: null,
      };
      expect(row.late).toBe(isLate({ ...times, kind }, now));
      expect(late.includes(`${row.specimen_id} ${row.assay}`)).toBe(row.late);
    }
  });

  test('times and allowed actions come with each', async () => {
    const { data } = await listTests(viewer, query({ q: 'A-1' }));
    expect(data).toMatchObject([
      {
        assay_name: 'Assay NA',
        department: 'Chemistry',
        device: 'M1',
        turnaround_minutes: 120,
        late: false,
        allowed_actions: [],
      },
    ]);
    const supervisor = await home.ctxFor('supervisor', now);
    const seen = await listTests(supervisor, query({ q: 'A-1' }));
    expect(seen.data[0]?.allowed_actions).toEqual(['amend']);
  });
});

describe('what this lab does not have', () => {
  test.each([
    [{ assay: 'ZZ' }, 'assay'],
    [{ device: 'M9' }, 'device'],
    [{ location: 'Ward 9' }, 'location'],
    [{ department: 'Anatomy' }, 'department'],
    [{ state: 'lost' }, 'state'],
    [{ state: "x'; DROP TABLE specimens; --" }, 'state'],
    [{ cursor: 'rubbish' }, 'cursor'],
  ])('%j is refused by name', async (given, field) => {
    const refused = await listTests(viewer, query(given)).then(
      () => expect.fail('was not refused'),
      (error: AppError) => error,
    );
    expect([refused.code, refused.fields?.[0]?.field]).toEqual(['invalid', field]);
  });

  test('a column that is none, or SQL for one, never parses', () => {
    expect(ListQuery.safeParse({ sort: 'id; DROP TABLE specimens' }).success).toBe(false);
    expect(ListQuery.safeParse({ sort: 'toString' }).success).toBe(false);
    expect(ListQuery.safeParse({ order: 'sideways' }).success).toBe(false);
  });
});

describe('order', () => {
  test.each([
    ['received', 'asc', 'C-1 b-3 B-1 A-2 A-1 B-2'],
    ['number', 'asc', 'A-1 A-2 B-1 B-2 C-1 b-3'],
    ['number', 'desc', 'b-3 C-1 B-2 B-1 A-2 A-1'],
    ['state', 'asc', 'B-2 A-2 C-1 B-1 A-1 b-3'],
    ['priority', 'asc', 'A-1 B-1 A-2 b-3 C-1 B-2'],
    ['priority', 'desc', 'A-2 b-3 C-1 B-2 B-1 A-1'],
    // Open work first, by its first open due; then the rest, newest first.
    ['due', 'asc', 'B-1 A-2 A-1 b-3 C-1 B-2'],
    ['due', 'desc', 'A-2 B-1 A-1 b-3 C-1 B-2'],
  ])('by %s %s', async (sort, order, expected) => {
    expect((await specimens({ sort, order })).join(' ')).toBe(expected);
  });
});

describe('pages', () => {
  let lab: TestLab;
  let ctx: Ctx;
  let its: Bench;

  beforeAll(async () => {
    lab = await makeTestLab();
    ctx = await lab.ctxFor('viewer', now);
    its = await makeBench(lab.lab, { assays: ['NA', 'K'], locations: [], devices: [] });
    const states = ['received', 'published', 'error', 'expected'];
    await putSpecimens(
      lab.lab,
      its,
      Array.from({ length: 47 }, (_, index): GivenSpecimen => {
        const state = states[index % 4] ?? 'received';
        // Many of the same minute, so that ids decide.
        const minute = String(index % 5).padStart(2, '0');
        return {
          number: `P-${String((index * 31) % 47).padStart(3, '0')}`,
          state,
          priority: index % 7 === 0 ? 'STAT' : 'ROUTINE',
          received: state === 'expected' ? null : `2026-03-10T08:${minute}:00.123Z`,
          tests: [
            {
              assay: 'NA',
              due: `2026-03-10T10:${minute}:00Z`,
              released: state === 'published' ? '2026-03-10T09:00:00Z' : null,
            },
            { assay: 'K' },
          ],
        };
      }),
    );
  });

  async function walk(list: typeof listTests | typeof listSpecimens, given: object) {
    const pages: string[][] = [];
    const previous: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(ctx, query({ ...given, limit: 7, cursor }));
      pages.push(page.data.map((row) => `${row.specimen_id} ${row.assay}`));
      previous.push(page.previousCursor);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return { pages, previous };
  }

  test.each(SORTS.flatMap((sort) => ORDERS.map((order) => [sort, order] as const)))(
    'by %s %s meet every row once, forward and back',
    async (sort, order) => {
      for (const list of [listTests, listSpecimens]) {
        const { pages, previous } = await walk(list, { sort, order });
        const whole = await list(ctx, query({ sort, order, limit: 500 }));
        const all = whole.data.map((row) => `${row.specimen_id} ${row.assay}`);
        expect(all).toHaveLength(list === listTests ? 94 : 47);
        expect(pages.flat()).toEqual(all);
        for (let index = pages.length - 1; index > 0; index -= 1) {
          const cursor = previous[index] ?? undefined;
          const back = await list(ctx, query({ sort, order, limit: 7, cursor }));
          expect(back.data.map((row) => `${row.specimen_id} ${row.assay}`)).toEqual(
            pages[index - 1],
          );
        }
        expect(previous[0]).toBeNull();
      }
    },
  );

  test('do not move when something newer comes', async () => {
    const first = await listSpecimens(ctx, query({ limit: 10 }));
    const before = await listSpecimens(
      ctx,
      query({ limit: 10, cursor: first.nextCursor ?? undefined }),
    );
    await putSpecimens(lab.lab, its, [
      { number: 'NEW-1', received: '2026-03-10T09:30:00Z', tests: [{ assay: 'NA' }] },
    ]);
    const after = await listSpecimens(
      ctx,
      query({ limit: 10, cursor: first.nextCursor ?? undefined }),
    );
    expect(after.data).toEqual(before.data);
    expect((await listSpecimens(ctx, query({ limit: 1 }))).data[0]?.specimen_id).toBe('NEW-1');
  });

  test('of another sort refuse the cursor', async () => {
    const { nextCursor } = await listTests(ctx, query({ limit: 5 }));
    await expect(
      listTests(ctx, query({ limit: 5, sort: 'number', cursor: nextCursor })),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  test('are counted when asked', async () => {
    const counted = await listTests(ctx, query({ state: 'error' }), { count: true });
    expect(counted.count).toBe(counted.data.length);
    expect((await listTests(ctx, query())).count).toBeNull();
    expect(COUNTED_UP_TO).toBe(10_000);
  });
});
