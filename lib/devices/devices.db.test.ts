import { beforeAll, describe, expect, it } from 'vitest';
import { addContainersEndpoint, unlidEndpoint } from '@/lib/containers/endpoints';
import { unboundDb } from '@/lib/platform/db/client';
import { CHAIN, READER_FINGERPRINT } from './certificates/testing-certificate';
import {
  changeCertificateEndpoint,
  devices,
  readCertificateEndpoint,
  readDeviceEndpoint,
} from './endpoints';
import { makePlatform } from './testing-devices';

let platform: Awaited<ReturnType<typeof makePlatform>>;

beforeAll(async () => {
  platform = await makePlatform();
});

const positions = async (name: string) => {
  const found = await unboundDb().device.findFirstOrThrow({
    where: { labId: platform.lab.id, name },
    include: { positions: { orderBy: { slot: 'asc' } } },
  });
  return found.positions.map(({ slot }) => slot);
};

describe('devices', () => {
  it('are added with their positions, 0 unless told, and read', async () => {
    const { ask, trail, told } = platform;
    const before = await told();
    const body = { name: 'Hotel', type: 'storage', slots: 3, heartbeat_seconds: 30 };
    const made = await ask(devices.create, { body });
    expect(made).toMatchObject({ status: 201, answer: { ...body, active: true } });
    expect(await positions('Hotel')).toEqual([0, 1, 2]);
    const read = await ask(readDeviceEndpoint, { as: 'viewer', name: 'hotel' });
    expect(read).toEqual({
      status: 200,
      answer: { ...Object(made.answer), certificate_expires_at: null },
    });
    const plain = await ask(devices.create, { as: 'admin', body: { name: 'Arm', type: 'mover' } });
    expect(plain.answer).toMatchObject({ slots: 0, heartbeat_seconds: null });
    expect(await ask(devices.list, { as: 'viewer' })).toMatchObject({
      answer: { data: [{ name: 'Arm' }, { name: 'Hotel', slots: 3, heartbeat_seconds: 30 }] },
    });
    expect(await trail()).toEqual(['device.create', 'device.create']);
    expect((await told()) - before).toBe(2);
  });

  it.each([
    [{ slots: -1 }, 'slots'],
    [{ slots: 2001 }, 'slots'],
    [{ slots: 1.5 }, 'slots'],
    [{ slots: '3' }, 'slots'],
    [{ heartbeat_seconds: 0 }, 'heartbeat_seconds'],
    [{ heartbeat_seconds: 86_401 }, 'heartbeat_seconds'],
    [{ colour: 'red' }, 'colour'],
  ])('refuse %j, new or changed', async (wrong, field) => {
    const { ask } = platform;
    const body = { name: 'Washer', type: 'washer', ...wrong };
    const refused = { status: 422, answer: { errors: [{ field }] } };
    expect(await ask(devices.create, { body })).toMatchObject(refused);
    expect(await ask(devices.change, { name: 'Arm', body: wrong })).toMatchObject(refused);
  });

  it('grow, and shrink where nothing stands', async () => {
    const { ask } = platform;
    const change = (body: unknown) => ask(devices.change, { name: 'ARM', body });
    expect(await change({ slots: 5, heartbeat_seconds: 60 })).toMatchObject({
      status: 200,
      answer: { name: 'Arm', slots: 5, heartbeat_seconds: 60 },
    });
    expect(await positions('Arm')).toEqual([0, 1, 2, 3, 4]);
    expect(await change({ slots: 2 })).toMatchObject({ status: 200 });
    expect(await positions('Arm')).toEqual([0, 1]);
    expect(await change({ heartbeat_seconds: null })).toMatchObject({
      answer: { slots: 2, heartbeat_seconds: null },
    });
  });

  it('keep the positions that something stands on, and are not retired under it', async () => {
    const { ask } = platform;
    await ask(devices.create, { body: { name: 'Deck', type: 'deck', slots: 6 } });
    const added = await ask(addContainersEndpoint, {
      body: { name: 'Plate 7', barcode: 'P-7', device: 'Deck', position: 2, lidded: true },
    });
    expect(added.status).toBe(201);
    const { id } = Object(added.answer);
    const body = { device: 'Deck', position: 4 };
    expect((await ask(unlidEndpoint, { ref: 'P-7', body })).status).toBe(200);
    const change = (body: unknown) => ask(devices.change, { name: 'Deck', body });
    expect(await change({ slots: 4 })).toMatchObject({
      status: 409,
      answer: {
        code: 'conflict',
        detail: expect.stringContaining('the lid of “Plate 7” (P-7) on Deck position 4'),
        standing: [{ device: 'Deck', position: 4, thing: 'lid', container: { id } }],
      },
    });
    const retiring = await change({ active: false });
    expect(retiring).toMatchObject({
      status: 409,
      answer: { standing: [{ position: 2, thing: 'container' }, { position: 4 }] },
    });
    expect(await positions('Deck')).toHaveLength(6);
    expect(await ask(readDeviceEndpoint, { name: 'Deck' })).toMatchObject({
      answer: { active: true, slots: 6 },
    });
    expect(await change({ slots: 5 })).toMatchObject({ status: 200 });
  });

  it('are retired and taken back, and a name that is taken stays so', async () => {
    const { ask } = platform;
    expect(await ask(devices.change, { name: 'Arm', body: { active: false } })).toMatchObject({
      answer: { active: false, slots: 2 },
    });
    const body = { name: 'ARM', type: 'mover' };
    expect(await ask(devices.create, { body })).toMatchObject({
      status: 409,
      answer: { code: 'already_exists' },
    });
    expect(await ask(devices.change, { name: 'Arm', body: { active: true } })).toMatchObject({
      answer: { active: true },
    });
  });

  it('are changed by orchestrators and admins, and by nobody of another lab', async () => {
    const { ask, ownDevice } = platform;
    const change = { name: 'Hotel', body: { slots: 1 } };
    const create = { body: { name: 'Other', type: 'x', slots: 1 } };
    for (const as of [
      'viewer',
      'technician',
      'supervisor',
      'manager',
      'instrument',
      'lis',
    ] as const) {
      expect((await ask(devices.change, { as, ...change })).status, as).toBe(403);
      expect((await ask(devices.create, { as, ...create })).status, as).toBe(403);
    }
    expect(await ask(devices.change, { as: 'stranger', ...change })).toMatchObject({ status: 404 });
    expect(await ask(readDeviceEndpoint, { as: 'stranger', name: 'Hotel' })).toMatchObject({
      status: 404,
    });
    expect(await positions('Hotel')).toHaveLength(3);
    // An instrument reads its own device, and no list.
    const own = await ownDevice();
    expect(await ask(readDeviceEndpoint, { as: 'instrument', name: own })).toMatchObject({
      status: 200,
    });
    expect(await ask(readDeviceEndpoint, { as: 'instrument', name: 'Hotel' })).toMatchObject({
      status: 403,
    });
    expect(await ask(devices.list, { as: 'instrument' })).toMatchObject({ status: 403 });
  });
});

describe('the certificate of a device’s server', () => {
  const read = (as: 'viewer' | 'stranger' = 'viewer') =>
    platform.ask(readCertificateEndpoint, { as, name: 'Hotel' });
  const put = (certificate: unknown) =>
    platform.ask(changeCertificateEndpoint, { name: 'Hotel', body: { certificate } });

  it('is none at first, then exactly what was sent', async () => {
    expect(await read()).toEqual({
      status: 200,
      answer: {
        certificate: null,
        fingerprint: null,
        subject: null,
        issuer: null,
        valid_from: null,
        valid_to: null,
        expires_soon: null,
      },
    });
    const pem = `\r\n${CHAIN.replaceAll('\n', '\r\n')}  `;
    const kept = await put(pem);
    expect(kept).toMatchObject({
      status: 200,
      answer: { certificate: pem, fingerprint: READER_FINGERPRINT, expires_soon: false },
    });
    expect(await read()).toEqual(kept);
    expect(await platform.ask(readDeviceEndpoint, { name: 'Hotel' })).toMatchObject({
      answer: { certificate_expires_at: '2126-10-28T15:06:45.000Z' },
    });
  });

  it('is written to the trail when it changes, without its text', async () => {
    const before = await platform.trail();
    expect(before.filter((action) => action.includes('certificate'))).toHaveLength(1);
    const { status, answer } = await read();
    expect(status).toBe(200);
    await put(Object(answer).certificate);
    expect(await platform.trail()).toEqual(before);
    const event = await unboundDb().auditEvent.findFirstOrThrow({
      where: { labId: platform.lab.id, action: 'device.set_certificate' },
    });
    expect(JSON.stringify(event.after)).toContain(READER_FINGERPRINT);
    expect(JSON.stringify(event.after)).not.toContain('BEGIN');
  });

  it.each([
    ['no PEM', 'reader'],
    ['a private key', `${CHAIN}-----BEGIN PRIVATE KEY-----\nMIGHAgEA\n-----END PRIVATE KEY-----\n`],
    ['a number', 7],
    ['nothing', undefined],
    ['too much', CHAIN.repeat(60)],
  ])('is not %s', async (_what, certificate) => {
    const before = await read();
    const refused = await put(certificate);
    expect(refused).toMatchObject({ status: 422, answer: { errors: [{ field: 'certificate' }] } });
    expect(JSON.stringify(refused)).not.toContain('MIGHAgEA');
    expect(await read()).toEqual(before);
  });

  it('is kept by orchestrators and admins only, and is nothing to other labs', async () => {
    const before = await read();
    for (const as of ['viewer', 'technician', 'manager', 'instrument', 'lis'] as const) {
      const given = { as, name: 'Hotel', body: { certificate: null } };
      expect((await platform.ask(changeCertificateEndpoint, given)).status, as).toBe(403);
    }
    const foreign = { as: 'stranger', name: 'Hotel', body: { certificate: null } } as const;
    expect(await platform.ask(changeCertificateEndpoint, foreign)).toMatchObject({ status: 404 });
    expect(await read('stranger')).toMatchObject({ status: 404 });
    expect(await read()).toEqual(before);
  });

  it('can be taken away', async () => {
    expect(await put(null)).toMatchObject({ status: 200, answer: { certificate: null } });
    expect(await read()).toMatchObject({ answer: { certificate: null, fingerprint: null } });
  });
});
