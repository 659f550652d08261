import { beforeAll, describe, expect, it } from 'vitest';
import { changeDevice } from '@/lib/devices/change-device';
import { createDevice } from '@/lib/devices/create-device';
import { unboundDb } from '@/lib/platform/db/client';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import { changeAnalyte } from './analytes/change-analyte';
import { createAnalyte } from './analytes/create-analyte';
import { changeAssay } from './assays/change-assay';
import { createAssay } from './assays/create-assay';
import { changeDepartment } from './departments/change-department';
import { createDepartment } from './departments/create-department';
import { DEFAULT_ERROR_CODES } from './default-error-codes';
import { createErrorCode } from './error-codes/create-error-code';
import { listErrorCodes } from './error-codes/list-error-codes';
import { changeLocation } from './locations/change-location';
import { NewLocation } from './locations/contract';
import { createLocation } from './locations/create-location';
import { changeLabProfile } from './profile/change-lab-profile';
import { LabProfileChange } from './profile/contract';
import { readLabProfile } from './profile/read-lab-profile';
import { changeRejectionReason } from './rejection-reasons/change-rejection-reason';
import { makeTestLab, type TestLab } from './testing-lab';

let lab: TestLab;
let admin: Awaited<ReturnType<TestLab['ctxFor']>>;

beforeAll(async () => {
  lab = await makeTestLab();
  admin = await lab.ctxFor('admin');
});

function events(entityId: string) {
  return unboundDb().auditEvent.findMany({
    where: { labId: lab.lab.id, entityId },
    orderBy: { id: 'asc' },
  });
}

describe('lists of a lab', () => {
  it('refuse everybody below admin', async () => {
    const manager = await lab.ctxFor('manager');
    const name = 'Virology';
    await expect(async () => createDepartment(manager, { name })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(async () => changeLabProfile(manager, { name })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('record who changed what, once, and nothing for a change of nothing', async () => {
    const made = await createDepartment(admin, { name: 'Serology' });
    await changeDepartment(admin, 'SEROLOGY', { name: 'Serology' });
    await changeDepartment(admin, 'serology', { active: false });
    await changeDepartment(admin, 'Serology', { active: true, name: 'Immunology' });
    const recorded = await events(made.id);
    expect(recorded.map(({ action }) => action)).toEqual([
      'department.create',
      'department.retire',
      'department.reactivate',
    ]);
    expect(recorded[2]?.before).toMatchObject({ name: 'Serology', active: false });
    expect(recorded[2]?.after).toMatchObject({ name: 'Immunology', active: true });
    expect(recorded[2]?.actorId).toBe(admin.actor.userId);
  });

  it('keep an assay’s analytes in order and its department', async () => {
    await createDepartment(admin, { name: 'Chemistry' });
    for (const code of ['NA', 'K', 'CL']) await createAnalyte(admin, { code, name: code });
    const analytes = ['k', 'NA'];
    const made = await createAssay(admin, {
      code: 'LYTES',
      name: 'Electrolytes',
      department: 'chemistry',
      analytes,
    });
    expect(made).toMatchObject({ department: 'Chemistry', analytes: ['K', 'NA'] });
    const changed = await changeAssay(admin, 'lytes', {
      analytes: ['CL', 'K', 'NA'],
      department: null,
    });
    expect(changed).toMatchObject({ department: null, analytes: ['CL', 'K', 'NA'] });
  });

  it('name the part of an assay that does not exist or is retired, and change nothing', async () => {
    const refused = (code: string, rest: object) =>
      createAssay(admin, { code, name: 'x', ...rest });
    await expect(refused('A1', { analytes: ['NOPE'] })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'analytes' }],
    });
    await createDepartment(admin, { name: 'Closed' });
    await changeDepartment(admin, 'Closed', { active: false });
    await expect(refused('A1', { department: 'Closed' })).rejects.toMatchObject({
      fields: [{ field: 'department' }],
    });
    expect(await unboundDb().assay.count({ where: { labId: lab.lab.id, code: 'A1' } })).toBe(0);
  });

  it('check limits as they will stand, new ones with those kept', async () => {
    const given = { code: 'GLU', name: 'Glucose', reference_low: 3.9, reference_high: 5.6 };
    await createAnalyte(admin, given);
    await expect(changeAnalyte(admin, 'GLU', { critical_high: 5 })).rejects.toMatchObject({
      fields: [{ field: 'critical_high' }],
    });
    const moved = await changeAnalyte(admin, 'GLU', { critical_high: 25.1, critical_low: 2.2 });
    expect(moved).toMatchObject({ critical_low: 2.2, reference_low: 3.9, critical_high: 25.1 });
    const cleared = await changeAnalyte(admin, 'GLU', { reference_low: null });
    expect(cleared).toMatchObject({ reference_low: null, reference_high: 5.6 });
  });

  it('leave the codes of HL7 alone', async () => {
    await expect(changeRejectionReason(admin, 'RH', { code: 'XX' })).rejects.toMatchObject({
      fields: [{ field: 'code' }],
    });
    const renamed = await changeRejectionReason(admin, 'rh', { name: 'Hemolyzed' });
    expect(renamed).toMatchObject({ code: 'RH', name: 'Hemolyzed', hl7_0490: true });
  });

  it('keep the moment a device was first retired', async () => {
    const { id } = await createDevice(admin, { name: 'Cobas 1', type: 'analyser', slots: 0 });
    const first = new Date('2026-01-01T00:00:00Z');
    await changeDevice({ ...admin, now: first }, 'cobas 1', { active: false });
    await changeDevice(admin, 'cobas 1', { active: false, type: 'chemistry' });
    const row = await unboundDb().device.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ retiredAt: first, type: 'chemistry' });
  });

  it('page through hundreds, capitals aside, each once', async () => {
    const codes = Array.from({ length: 230 }, (_, i) => `${i % 2 ? 'e' : 'E'}-${1000 + i}`);
    for (const code of codes) await createErrorCode(admin, { code, name: `Fault ${code}` });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listErrorCodes(admin, namedListQueryOf({ limit: 100, cursor }));
      seen.push(...page.data.map(({ code }) => code));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    const own = DEFAULT_ERROR_CODES.map(({ code }) => code);
    expect(seen).toEqual([...own, ...codes]);
  });
});

describe('settings of a lab', () => {
  it('ask twice before the time zone moves, and refuse what is none', async () => {
    const change = { time_zone: 'America/St_Johns' };
    await expect(changeLabProfile(admin, change)).rejects.toMatchObject({
      fields: [{ field: 'time_zone_confirmed' }],
    });
    for (const time_zone of ['Mars/Olympus', '+01:00', 'europe/berlin']) {
      await expect(
        changeLabProfile(admin, { time_zone, time_zone_confirmed: true }),
      ).rejects.toMatchObject({ fields: [{ field: 'time_zone' }] });
    }
    const moved = await changeLabProfile(admin, { ...change, time_zone_confirmed: true });
    expect(moved.time_zone).toBe('America/St_Johns');
    expect((await events(lab.lab.id)).at(-1)?.action).toBe('lab.update');
  });

  it('keep what was not named', async () => {
    await changeLabProfile(admin, { idle_minutes: 15 });
    const template = 'https://lis.example.org/{specimen_id}';
    const profile = await changeLabProfile(admin, { lis_link_template: template });
    expect(profile).toMatchObject({ idle_minutes: 15, lis_link_template: template });
  });
});

describe('what a lab decides of its workflow', () => {
  it('is kept, audited, and an admin’s to change', async () => {
    const own = await makeTestLab();
    const other = await makeTestLab();
    const ctx = await own.ctxFor('admin');
    const changed = await changeLabProfile(ctx, {
      four_eyes: false,
      publish_follows_verify: true,
      critical_minutes: 20,
      missing_after_minutes: 45,
      unknown_specimens: 'create',
    });
    expect(changed).toMatchObject({
      four_eyes: false,
      publish_follows_verify: true,
      critical_minutes: 20,
      missing_after_minutes: 45,
      unknown_specimens: 'create',
      idle_minutes: 60,
    });
    const stored = await unboundDb().lab.findUniqueOrThrow({ where: { id: own.lab.id } });
    expect(stored.settings).toMatchObject({ fourEyes: false, publishFollowsVerify: true });
    const [event] = await unboundDb().auditEvent.findMany({ where: { entityId: own.lab.id } });
    expect(event?.before).toMatchObject({ four_eyes: true, missing_after_minutes: 120 });
    expect(event?.after).toMatchObject({ four_eyes: false, missing_after_minutes: 45 });
    expect(await readLabProfile(await other.ctxFor('viewer'))).toMatchObject({ four_eyes: true });

    // A change of something else leaves them.
    const later = await changeLabProfile(ctx, { idle_minutes: 30 });
    expect(later).toMatchObject({ four_eyes: false, critical_minutes: 20 });
    const manager = await own.ctxFor('manager');
    await expect(async () => changeLabProfile(manager, { four_eyes: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it.each([
    [{ critical_minutes: 0 }],
    [{ critical_minutes: 1441 }],
    [{ missing_after_minutes: 1.5 }],
    [{ missing_after_minutes: 10_081 }],
    [{ four_eyes: 'yes' }],
  ])('refuses %j', (given) => {
    expect(LabProfileChange.safeParse(given).success).toBe(false);
  });

  it('lets a location have its own time after which something is missing', async () => {
    const made = await createLocation(admin, { name: 'Ward 7', missing_after_minutes: 30 });
    expect(made.missing_after_minutes).toBe(30);
    const kept = await changeLocation(admin, 'ward 7', { name: 'Ward 7 A' });
    expect(kept.missing_after_minutes).toBe(30);
    const cleared = await changeLocation(admin, 'Ward 7 A', { missing_after_minutes: null });
    expect(cleared.missing_after_minutes).toBeNull();
    expect((await createLocation(admin, { name: 'Ward 8' })).missing_after_minutes).toBeNull();
    expect((await events(made.id)).map(({ after }) => after)).toMatchObject([
      { missing_after_minutes: 30 },
      { name: 'Ward 7 A' },
      { missing_after_minutes: null },
    ]);
    const manager = await lab.ctxFor('manager');
    const stranger = await (await makeTestLab()).ctxFor('admin');
    const change = { missing_after_minutes: 5 };
    await expect(async () => changeLocation(manager, 'Ward 8', change)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(async () => changeLocation(stranger, 'Ward 8', change)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it.each([0, -5, 2.5, 10_081, 'soon'])('refuses %j minutes for a location', (minutes) => {
    const given = { name: 'Ward', missing_after_minutes: minutes };
    expect(NewLocation.safeParse(given).success).toBe(false);
  });

  it('verifies an assay by itself only once an admin says so', async () => {
    const made = await createAssay(admin, { code: 'AUTO', name: 'Autoverified' });
    expect(made.autoverify).toBe(false);
    expect((await changeAssay(admin, 'auto', { autoverify: true })).autoverify).toBe(true);
    expect((await changeAssay(admin, 'auto', { name: 'By itself' })).autoverify).toBe(true);
    expect((await events(made.id)).at(1)).toMatchObject({
      action: 'assay.update',
      before: { autoverify: false },
      after: { autoverify: true },
    });
    const manager = await lab.ctxFor('manager');
    const stranger = await (await makeTestLab()).ctxFor('admin');
    await expect(async () =>
      changeAssay(manager, 'AUTO', { autoverify: false }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(async () =>
      changeAssay(stranger, 'AUTO', { autoverify: false }),
    ).rejects.toMatchObject({ code: 'not_found' });
    const born = await createAssay(admin, { code: 'AUTO2', name: 'At once', autoverify: true });
    expect(born.autoverify).toBe(true);
  });
});
