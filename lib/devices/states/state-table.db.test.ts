import { describe, expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { changeLabProfile } from '@/lib/labs/profile/change-lab-profile';
import { unboundDb } from '@/lib/platform/db/client';
import { changeStateTable, stateTable } from './change-state-table';
import { StateTableChange } from './contract';
import { givenDevice } from './testing-states';
import { DEFAULT_MEANINGS } from './state-table';
import { statesNow } from './states-now';

describe('the lab’s table of states', () => {
  it('is HL7’s until an admin says otherwise, and then reads what was stated before', async () => {
    const lab = await makeTestLab();
    const other = await makeTestLab();
    const admin = await lab.ctxFor('admin');
    expect(await stateTable(admin)).toEqual({
      meanings: DEFAULT_MEANINGS,
      transient_minutes: 10,
    });
    await givenDevice(lab.lab.id, 'C1', [{ at: '2026-06-10T08:00:00Z', code: 'wash' }]);
    expect(await statesNow(admin)).toMatchObject([{ kind: 'unknown', code: 'WASH' }]);

    const meanings = { ...DEFAULT_MEANINGS, wash: 'idle' };
    const change = StateTableChange.parse({ meanings, transient_minutes: 5 });
    const changed = await changeStateTable(admin, change);
    expect(changed).toMatchObject({ transient_minutes: 5, meanings: { WASH: 'idle', OP: 'up' } });
    expect(await stateTable(admin)).toEqual(changed);
    expect(await statesNow(admin)).toMatchObject([{ kind: 'idle' }]);
    expect(await changeStateTable(admin, { transient_minutes: 7 })).toEqual({
      ...changed,
      transient_minutes: 7,
    });
    expect((await stateTable(await other.ctxFor('viewer'))).transient_minutes).toBe(10);

    const events = await unboundDb().auditEvent.findMany({
      where: { labId: lab.lab.id, entity: 'device_state_table' },
    });
    expect(events).toHaveLength(2);
    // The lab's other settings and this one leave each other alone.
    await changeLabProfile(admin, { idle_minutes: 15 });
    expect((await stateTable(admin)).transient_minutes).toBe(7);
  });

  it.each(['viewer', 'technician', 'supervisor', 'manager'] as const)(
    'is read and not changed by a %s',
    async (role) => {
      const lab = await makeTestLab();
      const ctx = await lab.ctxFor(role);
      expect(await stateTable(ctx)).toMatchObject({ transient_minutes: 10 });
      await expect(changeStateTable(ctx, { transient_minutes: 1 })).rejects.toMatchObject({
        code: 'forbidden',
      });
    },
  );

  it.each([
    [{ meanings: { OP: 'sideways' } }],
    [{ meanings: { '': 'up' } }],
    [{ transient_minutes: -1 }],
    [{ transient_minutes: null }],
    [{ minutes: 10 }],
  ])('refuses %j', (change) => {
    expect(StateTableChange.safeParse(change).success).toBe(false);
  });
});
