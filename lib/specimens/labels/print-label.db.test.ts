import { beforeAll, describe, expect, test } from 'vitest';
import { printLabel } from './print-label';
import { readLabel } from './read-label';
import { auditOf, makeWork, refusal, type Work } from '../changes/testing-change';
import { voidSpecimen } from '../changes/void-specimen';

let work: Work;
beforeAll(async () => {
  work = await makeWork();
});

describe('a label', () => {
  test('shows number, type, priority and collection by the lab’s clock', async () => {
    const { specimen_id: number } = await work.tube({
      specimen_type: 'EDTA & <plasma>',
      priority: 'STAT',
      collected_at: '2026-03-02T07:05:00Z',
    });
    const { svg, scannable } = await readLabel(work.viewer, number);
    expect(scannable).toBe(true);
    for (const part of [
      `>${number}<`,
      '>STAT<',
      'Collected 02 Mar 2026 08:05',
      'EDTA &amp; &lt;pl',
    ]) {
      expect(svg).toContain(part);
    }
    expect((await refusal(readLabel(work.stranger, number))).code).toBe('not_found');
  });

  test('is put on record each time it is printed', async () => {
    const { specimen_id: number } = await work.tube();
    await printLabel(work.technician, number);
    await printLabel(work.technician, number);
    expect(await auditOf(work, number, 'specimen.label')).toHaveLength(2);
  });

  test('is printed by technicians of this lab, and for nothing voided', async () => {
    const { specimen_id: number } = await work.tube();
    expect((await refusal(printLabel(work.viewer, number))).code).toBe('forbidden');
    expect((await refusal(printLabel(work.stranger, number))).code).toBe('not_found');
    await voidSpecimen(work.manager, number, { reason: 'typed twice' });
    expect((await refusal(printLabel(work.technician, number))).code).toBe('conflict');
    expect(await auditOf(work, number, 'specimen.label')).toEqual([]);
  });
});
