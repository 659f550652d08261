import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestServer } from '@/lib/entry/testing-server';
import { METRIC_ENDPOINTS } from '../endpoints';
import { WORKLIST_ENDPOINTS } from '@/lib/worklist/endpoints';
import { differences } from './difference';
import { ask, type Reader } from './receipt-rows';
import { RECOMPUTATIONS } from './recomputations';
import { makeBusyLab } from './testing-busy-lab';

const NOW = new Date('2026-11-10T13:20:00Z');

/** Half a year with both changes of the clock at its ends; a month; a day with 23 and one with 25 hours. */
const WINDOWS = {
  all: { from: '2026-03-01T00:00:00+01:00', to: NOW.toISOString() },
  month: { from: '2026-10-05T09:30:00+02:00', to: '2026-11-10T00:00:00+01:00' },
  spring: { from: '2026-03-29T00:00:00+01:00', to: '2026-03-30T00:00:00+02:00' },
  autumn: { from: '2026-10-25T00:00:00+02:00', to: '2026-10-26T00:00:00+01:00' },
  empty: { from: '2025-01-01T00:00:00+01:00', to: '2025-02-01T00:00:00+01:00' },
};

type Question = { window?: keyof typeof WINDOWS; query?: string };

const GROUPINGS = ['assay', 'department', 'location', 'priority', 'device'];
const TIMES = ['day', 'week', 'month', 'weekday', 'week_of_month', 'hour_bin'];
const FILTERS = ['assay=K&assay=cbc', 'location=(none)', 'priority=STAT', 'department=Chemistry'];
/** Lists of open work take names alone. */
const NAMED = FILTERS.filter((query) => !query.includes('(none)'));
const EVERY: Question[] = [
  { window: 'all' },
  { window: 'month' },
  { window: 'spring' },
  { window: 'autumn' },
  { window: 'empty' },
];

/** What each figure is asked, besides nothing in every window. */
const QUESTIONS: Record<string, Question[]> = {
  tat: [
    ...[...GROUPINGS, ...TIMES].flatMap((by) => [
      { query: `group_by=${by}` },
      { query: `group_by=${by}&unit=specimen&time=working`, window: 'month' as const },
    ]),
    ...FILTERS.map((query) => ({ query: `${query}&group_by=day`, window: 'month' as const })),
    ...['order_to_receive', 'start_to_result', 'collect_to_release', 'result_to_verify'].flatMap(
      (segment) => [
        { query: `segment=${segment}&group_by=assay` },
        { query: `segment=${segment}&unit=specimen&time=working`, window: 'month' as const },
      ],
    ),
    { query: 'group_by=weekday&bin_by=ordered' },
    { query: 'group_by=hour_bin&bin_by=ordered&unit=specimen' },
    { query: 'weekday=1&weekday=2&hour_bin=10&hour_bin=<9&group_by=week' },
    { query: 'within_minutes=90&group_by=priority' },
    { query: 'within_minutes=90&time=working', window: 'month' },
    { query: 'censored=true' },
    { query: 'censored=true&time=working', window: 'month' },
    { query: 'censored=true&unit=specimen', window: 'month' },
    { query: 'group_by=day', window: 'spring' },
    { query: 'group_by=hour_bin', window: 'autumn' },
  ],
  throughput: [
    ...GROUPINGS.map((by) => ({ query: `grain=month&group_by=${by}` })),
    ...FILTERS.map((query) => ({ query: `${query}&grain=week` })),
    { query: 'grain=hour', window: 'spring' },
    { query: 'grain=hour', window: 'autumn' },
  ],
  errors: [
    ...FILTERS.map((query) => ({ query: `${query}&grain=month` })),
    { query: 'device=M3&grain=week' },
    { query: 'grain=hour', window: 'autumn' },
  ],
  sla: [
    ...FILTERS.map((query) => ({ query: `${query}&grain=month` })),
    { query: 'grain=week&device=M1' },
  ],
  urgent: [...FILTERS.map((query) => ({ query: `${query}&grain=month` })), { query: 'grain=week' }],
  rejections: [
    ...['reason', 'location', 'assay', 'specimen_type'].flatMap((by) => [
      { query: `group_by=${by}` },
      { query: `group_by=${by}&grain=month&department=Chemistry` },
    ]),
    ...FILTERS.map((query) => ({ query })),
  ],
  corrections: [
    ...FILTERS.map((query) => ({ query: `${query}&grain=month` })),
    { query: 'grain=day', window: 'month' },
  ],
  criticals: [
    ...FILTERS.map((query) => ({ query: `${query}&grain=month` })),
    { query: 'within_minutes=15&grain=week' },
    { query: 'analyte=KA' },
  ],
  autoverification: FILTERS.map((query) => ({ query })),
  worklist: [
    ...NAMED.map((query) => ({ query })),
    { query: 'urgency=overdue&limit=3' },
    { query: 'next=verify&urgency=at_risk' },
  ],
  missing: [...NAMED.map((query) => ({ query })), { query: 'limit=2' }],
  uptime: [{ query: 'device=M1' }, { query: 'device=M2&device=IDLE', window: 'month' }],
};

/** Every figure that the interface answers. */
const names = [...METRIC_ENDPOINTS, ...WORKLIST_ENDPOINTS].flatMap(({ path }) => {
  const [, name] = /^\/metrics\/([a-z_]+)$/.exec(path) ?? [];
  return name ? [name] : [];
});

/** Numbers that are choices and no counts: a recomputation takes them from the answer. */
const CHOICES = new Set(['width', 'within_minutes', 'run', 'first_weekday']);

/** What was open a week ago has no list of its own; a test of the overview counts it by hand. */
const WITHOUT_ROWS: Record<string, RegExp> = { overview: /^\.tiles\[\d+\]\.before\./ };

/** The same with every count and measure one more, and where those numbers stand. */
function raised(answer: unknown, path = ''): { answer: unknown; paths: string[] } {
  if (typeof answer === 'number') return { answer: answer + 1, paths: [path] };
  if (Array.isArray(answer)) {
    const all = answer.map((one, place) => raised(one, `${path}[${place}]`));
    return { answer: all.map((one) => one.answer), paths: all.flatMap(({ paths }) => paths) };
  }
  if (typeof answer !== 'object' || answer === null) return { answer, paths: [] };
  const all = Object.entries(answer).map(([name, value]) => {
    const one = CHOICES.has(name) ? { answer: value, paths: [] } : raised(value, `${path}.${name}`);
    return [name, one] as const;
  });
  return {
    answer: Object.fromEntries(all.map(([name, one]) => [name, one.answer])),
    paths: all.flatMap(([, { paths }]) => paths),
  };
}

let server: Awaited<ReturnType<typeof startTestServer>>;
let reader: Reader;

beforeAll(async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  server = await startTestServer();
  const { key } = await makeBusyLab(NOW);
  reader = { origin: server.origin, key };
});

afterAll(async () => {
  await server.stop();
  vi.useRealTimers();
});

it('shares no code with what it checks', async () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const files = (await readdir(folder)).filter((name) => !name.includes('test'));
  const imported = await Promise.all(
    files.map(async (name) =>
      (await readFile(join(folder, name), 'utf8')).matchAll(/ from '(.+)'/g),
    ),
  );
  const foreign = imported
    .flatMap((found) => [...found].map(([, from = '']) => from))
    .filter((from) => !/^\.\/[a-z-]+$/.test(from));
  expect(files.length).toBeGreaterThan(10);
  expect([...new Set(foreign)].toSorted()).toEqual(['temporal-polyfill', 'zod']);
});

it('knows every figure there is', () => {
  expect([...RECOMPUTATIONS.keys()].toSorted()).toEqual(names.toSorted());
});

describe.each([...RECOMPUTATIONS])('%s', (name, recompute) => {
  const windowless = ['worklist', 'missing', 'overview'].includes(name);
  const questions = [...(windowless ? [{}] : EVERY), ...(QUESTIONS[name] ?? [])];
  it.each(questions.map(({ window = 'all', query = '' }: Question) => ({ window, query })))(
    'is what its rows say: $window $query',
    async ({ window, query }) => {
      const params = new URLSearchParams(query);
      if (!windowless)
        for (const [at, time] of Object.entries(WINDOWS[window])) params.set(at, time);
      const answer = await ask(reader, `/api/v1/metrics/${name}?${params}`);
      const found = await recompute(reader, answer, params);
      expect(differences(answer, found).slice(0, 8)).toEqual([]);
    },
  );

  it('would say of every number that it is not what its rows say', async () => {
    const params = new URLSearchParams(windowless ? '' : WINDOWS.month);
    if (name === 'tat') params.set('censored', 'true');
    const wrong = raised(await ask(reader, `/api/v1/metrics/${name}?${params}`));
    const found = differences(wrong.answer, await recompute(reader, wrong.answer, params));
    const unseen = wrong.paths.filter(
      (path) => !found.some((fault) => fault.startsWith(`${path}:`)),
    );
    expect(wrong.paths.length).toBeGreaterThan(10);
    expect(unseen.filter((path) => !WITHOUT_ROWS[name]?.test(path))).toEqual([]);
  });
});
