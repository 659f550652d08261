import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { givenTests } from '@/lib/metrics/testing-tests';
import { ROLES } from '@/lib/platform/access/roles';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { chooseBench } from './choose-bench';
import { worklistEndpoint } from './endpoints';
import { readBench } from './read-bench';
import { readWorklist } from './read-worklist';

type PersonCtx = Awaited<ReturnType<TestLab['ctxFor']>>;

const received = '2026-03-02T10:00:00Z';

let lab: TestLab;

async function withDepartments(here: TestLab): Promise<void> {
  const db = unboundDb();
  const labId = here.lab.id;
  for (const name of ['Chemistry', 'Haematology', 'Virology']) {
    const departmentId = newId();
    await db.department.create({ data: { id: departmentId, labId, name } });
    await db.assay.create({ data: { id: newId(), labId, code: name, name, departmentId } });
  }
  await givenTests(labId, [
    { specimen: 'c', assay: 'Chemistry', received },
    { specimen: 'h', assay: 'Haematology', received },
    { specimen: 'v', assay: 'Virology', received },
    { specimen: 'none', assay: 'A', received },
  ]);
}

beforeAll(async () => {
  lab = await makeTestLab();
  await withDepartments(lab);
});

async function listed(ctx: PersonCtx, given: Record<string, unknown>) {
  const { data, departments } = await readWorklist(ctx, worklistEndpoint.query.parse(given));
  return { numbers: data.map((row) => row.specimen_id).toSorted(), departments };
}

describe('a bench', () => {
  it.each(ROLES)('is chosen by a %s for themselves, and by nobody else', async (role) => {
    const [one, other] = [await lab.ctxFor(role), await lab.ctxFor(role)];
    expect(await chooseBench(one, { departments: ['virology', 'Chemistry', 'Virology'] })).toEqual({
      departments: ['Chemistry', 'Virology'],
    });
    expect(await readBench(one)).toEqual({ departments: ['Chemistry', 'Virology'] });
    expect(await readBench(other)).toEqual({ departments: [] });
    expect((await listed(one, { bench: 'mine' })).numbers).toEqual(['c', 'v']);
    expect((await listed(one, {})).numbers).toEqual(['c', 'h', 'none', 'v']);
    expect((await listed(other, { bench: 'mine' })).numbers).toHaveLength(4);
  });

  it('is replaced, taken away, and each change recorded once', async () => {
    const person = await lab.ctxFor('technician');
    await chooseBench(person, { departments: ['Chemistry'] });
    await chooseBench(person, { departments: ['Chemistry'] });
    await chooseBench(person, { departments: [] });
    expect(await readBench(person)).toEqual({ departments: [] });
    const events = await unboundDb().auditEvent.findMany({
      where: { labId: lab.lab.id, entity: 'bench', entityId: person.actor.userId },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ before, after }) => [before, after])).toEqual([
      [{ departments: [] }, { departments: ['Chemistry'] }],
      [{ departments: ['Chemistry'] }, { departments: [] }],
    ]);
  });

  it('meets the departments asked for', async () => {
    const person = await lab.ctxFor('viewer');
    await chooseBench(person, { departments: ['Chemistry', 'Virology'] });
    const both = await listed(person, { bench: 'mine', department: ['CHEMISTRY', 'Haematology'] });
    expect(both).toEqual({ numbers: ['c'], departments: ['Chemistry'] });
    const none = await listed(person, { bench: 'mine', department: 'Haematology' });
    expect(none).toEqual({ numbers: [], departments: [] });
  });

  it('is no key’s, and has departments of its own lab only', async () => {
    await expect(chooseBench(lab.keyCtxFor('admin'), { departments: [] })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await readBench(lab.keyCtxFor('admin'))).toEqual({ departments: [] });
    const stranger = await (await makeTestLab()).ctxFor('admin');
    await expect(chooseBench(stranger, { departments: ['Chemistry'] })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'departments.0' }],
    });
    expect(await readBench(stranger)).toEqual({ departments: [] });
  });

  it('chosen in two windows at once is one of the two', async () => {
    const person = await lab.ctxFor('technician');
    const choices = [['Chemistry', 'Virology'], ['Haematology'], ['Virology', 'Haematology']];
    await Promise.all(choices.map((departments) => chooseBench(person, { departments })));
    const { departments } = await readBench(person);
    expect(choices.map((names) => names.toSorted().join())).toContain(departments.join());
  });
});
