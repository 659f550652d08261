import { beforeEach, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { readCalendars } from '@/lib/labs/read-calendars';
import { workingMinutesBetween } from '@/lib/labs/working-time';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { addHolidays } from './add-holidays';
import { changeCalendar } from './change-calendar';
import { CalendarChange, CalendarsQuery, NewCalendar, NewHolidays } from './contract';
import { createCalendar } from './create-calendar';
import { listCalendars, readCalendarVersions } from './list-calendars';
import { removeHoliday } from './remove-holiday';
import { withdrawCalendar } from './withdraw-calendar';

// In Berlin the day has begun; by UTC it is still the ninth.
const NOW = new Date('2026-06-09T22:30:00Z');
const TODAY = '2026-06-10';
const WEEKDAYS = Object.fromEntries(
  ['1', '2', '3', '4', '5'].map((day) => [day, [['08:00', '16:00']]]),
);

let lab: TestLab;
let ctx: Ctx;

beforeEach(async () => {
  lab = await makeTestLab({ timeZone: 'Europe/Berlin' });
  ctx = await lab.ctxFor('manager', NOW);
});

const refused = (run: () => Promise<unknown>) => expect(async () => run()).rejects;
const create = (given: object, by = ctx) => createCalendar(by, NewCalendar.parse(given));
const change = (id: string, given: object, by = ctx) =>
  changeCalendar(by, id, CalendarChange.parse(given));
const add = (holidays: object[], by = ctx) => addHolidays(by, NewHolidays.parse({ holidays }));
const CHRISTMAS = { date: '2026-12-25', name: 'Christmas Day' };

it('lets no calendar grow without end by adding holidays', async () => {
  const days = (first: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      date: new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
      name: 'Closed',
    }));
  await add(days('2030-01-01', 1000));
  await refused(() => add(days('2040-01-01', 1))).toThrow('more than 1000');
  // What is one already adds none.
  expect(await add(days('2030-01-01', 1000))).toEqual({ added: 0, known: 1000 });
});

describe('setting a calendar', () => {
  it('takes over on its day, the hours in force until then', async () => {
    const made = await create({ effective_from: '2026-07-01', opening_hours: WEEKDAYS });
    expect(made).toMatchObject({ status: 'future', effective_to: null, holidays: [] });
    expect(made.opening_hours['6']).toEqual([]);
    const versions = await readCalendarVersions(ctx);
    expect(versions.map(({ effective_to, status }) => [effective_to, status])).toEqual([
      ['2026-07-01', 'in_force'],
      [null, 'future'],
    ]);
    const calendars = await readCalendars(ctx);
    const day = (from: string, to: string) =>
      workingMinutesBetween(
        calendars,
        'Europe/Berlin',
        Date.parse(`${from}T00:00:00+02:00`),
        Date.parse(`${to}T00:00:00+02:00`),
      );
    expect(day('2026-06-30', '2026-07-01')).toBe(1440);
    expect(day('2026-07-01', '2026-07-02')).toBe(480);
    const [event] = await unboundDb().auditEvent.findMany({ where: { entityId: made.id } });
    expect(event).toMatchObject({ action: 'calendar.create', after: { holidays: [] } });
  });

  it('takes today as the lab’s clock has it, and nothing before', async () => {
    await refused(() => create({ effective_from: '2026-06-09' })).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'effective_from' }],
    });
    const made = await create({ opening_hours: WEEKDAYS });
    expect(made).toMatchObject({ effective_from: TODAY, status: 'in_force' });
    await refused(() => create({ effective_from: TODAY })).toMatchObject({
      code: 'conflict',
      fields: [{ field: 'effective_from' }],
    });
  });

  it('goes on with the hours and coming holidays in force then', async () => {
    await create({
      opening_hours: WEEKDAYS,
      holidays: [{ ...CHRISTMAS, date: '2026-06-20' }, CHRISTMAS],
    });
    const made = await create({ effective_from: '2026-09-01' });
    expect(made.holidays).toEqual([CHRISTMAS]);
    expect(made.opening_hours['1']).toEqual([['08:00', '16:00']]);
  });

  it('refuses a holiday from before it takes effect', async () => {
    const holidays = [CHRISTMAS, { date: '2026-06-20', name: 'Too early' }];
    await refused(() => create({ effective_from: '2026-07-01', holidays })).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'holidays.0.date' }],
    });
  });

  it('could not begin in the past even without asking', async () => {
    const row = { labId: lab.lab.id, openingHours: {}, effectiveFrom: new Date('2020-01-01') };
    await expect(unboundDb().calendar.create({ data: { id: newId(), ...row } })).rejects.toThrow(
      'calendars_no_past_check',
    );
  });
});

describe('changing and withdrawing', () => {
  it('is possible from today on only', async () => {
    const future = await create({ effective_from: '2026-07-01', opening_hours: WEEKDAYS });
    const changed = await change(future.id, { effective_from: TODAY, holidays: [CHRISTMAS] });
    expect(changed).toMatchObject({ effective_from: TODAY, holidays: [CHRISTMAS] });
    expect(changed.opening_hours).toEqual(future.opening_hours);
    await refused(() => change(future.id, { effective_from: '2026-06-09' })).toMatchObject({
      fields: [{ field: 'effective_from' }],
    });

    const tomorrow = { ...ctx, now: new Date('2026-06-11T08:00:00Z') };
    const hours = { opening_hours: {} };
    await refused(() => change(future.id, hours, tomorrow)).toMatchObject({ code: 'conflict' });
    await refused(() => withdrawCalendar(tomorrow, future.id)).toMatchObject({ code: 'conflict' });
    expect((await readCalendarVersions(ctx)).at(-1)).toEqual(changed);

    await withdrawCalendar(ctx, future.id);
    expect(await readCalendarVersions(ctx)).toMatchObject([
      { effective_from: '1900-01-01', effective_to: null },
    ]);
    const events = await unboundDb().auditEvent.findMany({
      where: { entityId: future.id },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ action }) => action)).toEqual([
      'calendar.create',
      'calendar.update',
      'calendar.withdraw',
    ]);
    expect(events[1]?.before).toMatchObject({ effective_from: '2026-07-01', holidays: [] });
  });

  it('refuses the day of another', async () => {
    await create({ effective_from: '2026-07-01' });
    const later = await create({ effective_from: '2026-08-01' });
    await refused(() => change(later.id, { effective_from: '2026-07-01' })).toMatchObject({
      code: 'conflict',
      fields: [{ field: 'effective_from' }],
    });
  });
});

describe('holidays', () => {
  it('go to the calendar in force on their day, without touching what held before today', async () => {
    const autumn = await create({ effective_from: '2026-10-01', opening_hours: WEEKDAYS });
    const answer = await add([CHRISTMAS, { date: '2026-08-15', name: 'Assumption' }]);
    expect(answer).toEqual({ added: 2, known: 0 });
    const versions = await readCalendarVersions(ctx);
    expect(versions.map(({ effective_from, holidays }) => [effective_from, holidays])).toEqual([
      ['1900-01-01', []],
      [TODAY, [{ date: '2026-08-15', name: 'Assumption' }]],
      ['2026-10-01', [CHRISTMAS]],
    ]);
    expect(versions[1]?.opening_hours).toEqual(versions[0]?.opening_hours);
    expect(versions[2]?.id).toBe(autumn.id);

    expect(await add([{ date: '2026-12-25', name: 'Another name' }])).toEqual({
      added: 0,
      known: 1,
    });
    expect(await readCalendarVersions(ctx)).toEqual(versions);
  });

  it('are removed again from today on, and never from the past', async () => {
    await add([CHRISTMAS, { date: TODAY, name: 'Storm' }]);
    await removeHoliday(ctx, TODAY);
    await refused(() => removeHoliday(ctx, TODAY)).toMatchObject({ code: 'not_found' });
    const later = { ...ctx, now: new Date('2026-12-26T12:00:00Z') };
    await refused(() => removeHoliday(later, CHRISTMAS.date)).toMatchObject({ code: 'invalid' });
    await refused(() => add([CHRISTMAS], later)).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'holidays.0.date' }],
    });
    expect((await readCalendars(ctx)).at(-1)?.holidays).toEqual([CHRISTMAS.date]);
  });
});

describe('who may', () => {
  it('is a manager of this very lab', async () => {
    const made = await create({ effective_from: '2026-07-01', holidays: [CHRISTMAS] });
    const supervisor = await lab.ctxFor('supervisor', NOW);
    const stranger = await (await makeTestLab()).ctxFor('admin', NOW);
    for (const write of [
      () => create({}, supervisor),
      () => change(made.id, {}, supervisor),
      () => withdrawCalendar(supervisor, made.id),
      () => add([CHRISTMAS], supervisor),
      () => removeHoliday(supervisor, CHRISTMAS.date),
    ]) {
      await refused(write).toMatchObject({ code: 'forbidden' });
    }
    for (const write of [
      () => change(made.id, {}, stranger),
      () => withdrawCalendar(stranger, made.id),
      () => removeHoliday(stranger, CHRISTMAS.date),
    ]) {
      await refused(write).toMatchObject({ code: 'not_found' });
    }
    const before = await readCalendarVersions(ctx);
    await add([{ date: '2026-08-15', name: 'Assumption' }], stranger);
    expect(await readCalendarVersions(ctx)).toEqual(before);
    expect((await readCalendarVersions(stranger)).map(({ id }) => id)).not.toContain(made.id);
  });
});

describe('listing', () => {
  it('pages through versions, oldest first', async () => {
    for (const day of ['2026-07-01', '2026-08-01']) await create({ effective_from: day });
    const first = await listCalendars(ctx, CalendarsQuery.parse({ limit: 2 }));
    const cursor = first.next_cursor ?? '';
    const rest = await listCalendars(ctx, CalendarsQuery.parse({ limit: 2, cursor }));
    expect([...first.data, ...rest.data].map(({ effective_from }) => effective_from)).toEqual([
      '1900-01-01',
      '2026-07-01',
      '2026-08-01',
    ]);
    expect(rest.next_cursor).toBeNull();
  });
});
