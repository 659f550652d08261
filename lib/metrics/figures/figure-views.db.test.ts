import { expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { givenTests } from '../testing-tests';
import { FIGURES } from './figure-list';

const at = (time: string) => `2026-06-10T${time}:00+02:00`;
const params = { from: at('00:00'), to: '2026-06-11T00:00:00+02:00' };
const days = { from: '2026-06-10', to: '2026-06-10' };

it.each(FIGURES.map((figure) => [figure.name, figure] as const))(
  '%s shows its page with work and without, and leads to rows that exist',
  async (_, figure) => {
    const { lab, ctxFor } = await makeTestLab();
    const ctx = await ctxFor('viewer');
    const links = {
      days,
      labSlug: lab.slug,
      rows: (which: string) => {
        expect(figure.rows.sets.map(({ name }) => name)).toContain(which);
        return `/rows?which=${which}`;
      },
    };
    const empty = await figure.show(ctx, params, links);
    expect(empty.faults).toBeUndefined();
    await givenTests(lab.id, [
      {
        priority: 'STAT',
        received: at('08:00'),
        started: at('09:00'),
        released: at('12:00'),
        due: at('10:00'),
      },
      { priority: 'STAT', received: at('08:00'), due: at('10:00') },
    ]);
    const { found } = await figure.show(ctx, params, links);
    for (const { which } of found?.tiles ?? []) if (which) links.rows(which);
    for (const { table } of [...(found?.charts ?? []), ...(found?.tables ?? [])]) {
      const keys = table.rows.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { cells } of table.rows) expect(cells).toHaveLength(table.columns.length);
    }
    for (const { name } of figure.rows.sets) {
      expect((await figure.showRows(ctx, { ...params, which: name })).faults).toBeUndefined();
    }
  },
);
