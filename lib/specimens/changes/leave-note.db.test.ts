import { beforeAll, describe, expect, test } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import { LeaveNote } from './change-contract';
import { leaveNote } from './leave-note';
import { listNotes } from './list-notes';
import { readSpecimen } from '../read-specimen';
import { atNoon, auditOf, makeWork, NOON, refusal, rowsOf, type Work } from './testing-change';
import { voidSpecimen } from './void-specimen';

let work: Work;
beforeAll(async () => {
  work = await makeWork();
});

const leave = (number: string, given: object, ctx = work.technician) =>
  leaveNote(ctx, number, LeaveNote.parse(given));

describe('a note', () => {
  test('is read with the specimen, by whom, when and of which test, its lines kept', async () => {
    const { specimen_id: number } = await work.tube({ tests: [{ assay: 'NA' }, { assay: 'K' }] });
    await leave(number, { text: ' Clotted?\r\n  Look again. ' });
    await leave(
      number,
      { text: '<b>Repeat</b>', assay: 'k' },
      { ...work.technician, now: atNoon(1) },
    );
    const specimen = await readSpecimen(work.viewer, number);
    expect(specimen.notes).toEqual([
      {
        text: 'Clotted?\n  Look again.',
        by: 'Test technician',
        at: NOON.toISOString(),
        assay: null,
      },
      { text: '<b>Repeat</b>', by: 'Test technician', at: atNoon(1).toISOString(), assay: 'K' },
    ]);
    // It is in nobody's way.
    expect(specimen.version).toBe(1);
    expect(await auditOf(work, number, 'specimen.note')).toHaveLength(2);
    expect(await unboundDb().liveEvent.count({ where: { entityId: number } })).toBe(3);
  });

  test('can be left on what is voided, and is listed page by page, newest first', async () => {
    const { specimen_id: number } = await work.tube();
    await voidSpecimen(work.manager, number, { reason: 'typed twice' });
    for (const minute of [1, 2, 3]) {
      await leave(number, { text: `note ${minute}` }, { ...work.technician, now: atNoon(minute) });
    }
    const first = await listNotes(work.viewer, number, { limit: 2 });
    expect(first.data.map((each) => each.text)).toEqual(['note 3', 'note 2']);
    const cursor = first.next_cursor ?? '';
    const second = await listNotes(work.viewer, number, { limit: 2, cursor });
    expect(second.data.map((each) => each.text)).toEqual(['note 1']);
    expect(second.next_cursor).toBeNull();
  });

  test('cannot be changed or taken away', async () => {
    const { specimen_id: number } = await work.tube();
    await leave(number, { text: 'as it was' });
    const where = { labId: work.home.lab.id, specimen: { number } };
    await expect(unboundDb().note.updateMany({ where, data: { text: 'other' } })).rejects.toThrow();
    await expect(unboundDb().note.deleteMany({ where })).rejects.toThrow();
  });

  test('is for technicians of this lab, on a test it has', async () => {
    const { specimen_id: number } = await work.tube();
    const text = 'a word';
    expect((await refusal(leave(number, { text }, work.viewer))).code).toBe('forbidden');
    expect((await refusal(leave(number, { text }, work.stranger))).code).toBe('not_found');
    expect((await refusal(listNotes(work.stranger, number, { limit: 5 }))).code).toBe('not_found');
    const lis = { ...work.home.keyCtxFor('lis'), now: NOON };
    expect((await refusal(leave(number, { text }, lis))).code).toBe('forbidden');
    expect(await refusal(leave(number, { text, assay: 'CRP' }))).toMatchObject({
      fields: [{ field: 'assay' }],
    });
    expect((await rowsOf(work, number)).notes).toEqual([]);
  });

  test.each([{ text: ' \r\n ' }, { text: 'x'.repeat(2001) }, {}])('does not take %o', (given) => {
    expect(LeaveNote.safeParse(given).success).toBe(false);
  });
});
