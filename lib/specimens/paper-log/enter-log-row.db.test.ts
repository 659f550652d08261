import { beforeAll, describe, expect, test } from 'vitest';
import { enterLogRow } from './enter-log-row';
import { LogRow } from './log-row';
import { readSpecimen } from '../read-specimen';
import { atNoon, expectFolds, makeWork, refusal, type Work } from '../changes/testing-change';

let work: Work;
beforeAll(async () => {
  work = await makeWork();
});

const yesterday = (minutes: number) => atNoon(minutes - 24 * 60).toISOString();
const enter = (given: object, ctx = work.technician) => enterLogRow(ctx, LogRow.parse(given));

describe('entering a row of a paper log', () => {
  test('takes the action at its time', async () => {
    const { specimen_id } = await work.tube({ state: 'expected', ordered_at: yesterday(-60) });
    const received = await enter({ specimen_id, action: 'receive', occurred_at: yesterday(0) });
    expect(received).toEqual({ specimen_id, state: 'received', created: false });
    await enter({ specimen_id, action: 'start', occurred_at: yesterday(5), device: 'M1' });
    await enter({ specimen_id, action: 'submit', occurred_at: yesterday(30), assays: ['NA'] });
    const { milestones, tests } = await readSpecimen(work.viewer, specimen_id);
    expect([milestones.received, milestones.started, milestones.resulted]).toEqual([
      yesterday(0),
      yesterday(5),
      yesterday(30),
    ]);
    expect(tests[0]?.due_at).toBe(yesterday(60));
    await expectFolds(work, specimen_id);
  });

  test('makes a specimen nobody knew, with its assays and its comment as a note', async () => {
    const assays = ['NA', 'k'];
    const row = { specimen_id: 'LOG-1', action: 'receive', occurred_at: yesterday(0), assays };
    expect(await enter({ ...row, comment: 'leaking' })).toEqual({
      specimen_id: 'LOG-1',
      state: 'received',
      created: true,
    });
    const made = await readSpecimen(work.viewer, 'LOG-1');
    expect(made.tests.map((each) => [each.assay, each.milestones.received])).toEqual([
      ['NA', yesterday(0)],
      ['K', yesterday(0)],
    ]);
    expect(made.notes.map((note) => note.text)).toEqual(['leaking']);
    await expectFolds(work, 'LOG-1');
    await enter({ ...row, specimen_id: 'LOG-2', action: 'expect' });
    const expected = await readSpecimen(work.viewer, 'LOG-2');
    expect([expected.state, expected.tests[0]?.milestones.ordered]).toEqual([
      'expected',
      yesterday(0),
    ]);
    // The same row again is told that it is there, and changes nothing.
    expect((await refusal(enter({ ...row, action: 'expect' }))).code).toBe('already_exists');
    expect((await refusal(enter(row))).code).toBe('transition_not_allowed');
  });

  test('refuses what the workflow or the lab does not know, by cell', async () => {
    const at = { occurred_at: yesterday(0) };
    const unknown = await refusal(enter({ specimen_id: 'LOG-9', action: 'receive', ...at }));
    expect(unknown).toMatchObject({ code: 'not_found', fields: [{ field: 'assays' }] });
    const start = { specimen_id: 'LOG-9', action: 'start', device: 'M1', assays: ['NA'], ...at };
    expect((await refusal(enter(start))).code).toBe('not_found');
    const { specimen_id } = await work.tube();
    const fail = await refusal(enter({ specimen_id, action: 'fail', error_code: 'E0', ...at }));
    expect(fail).toMatchObject({ code: 'invalid', fields: [{ field: 'error_code' }] });
  });

  test('is for technicians of this lab', async () => {
    const row = { action: 'receive', occurred_at: yesterday(0), assays: ['NA'] };
    const own = { ...row, specimen_id: 'LOG-7' };
    expect((await refusal(enter(own, work.viewer))).code).toBe('forbidden');
    const { specimen_id } = await work.tube({ state: 'expected' });
    expect((await enter({ ...row, specimen_id }, work.stranger)).created).toBe(true);
    // It became the stranger's own; ours is as it was.
    expect((await readSpecimen(work.viewer, specimen_id)).state).toBe('expected');
  });
});
