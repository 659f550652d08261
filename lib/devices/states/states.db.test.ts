import { beforeAll, describe, expect, it } from 'vitest';
import { callRoute, signedIn } from '@/lib/entry/testing-requests';
import { unboundDb } from '@/lib/platform/db/client';
import { devices, listStatesEndpoint, recordStateEndpoint } from '../endpoints';
import { makePlatform } from '../testing-devices';
import type { NewState } from './contract';

let platform: Awaited<ReturnType<typeof makePlatform>>;
/** The instrument's own device. */
let own: string;

beforeAll(async () => {
  platform = await makePlatform();
  own = await platform.ownDevice();
  await platform.ask(devices.create, { body: { name: 'Hotel', type: 'storage' } });
});

type As = NonNullable<Parameters<typeof platform.ask>[1]>['as'];
type Body = { [Key in keyof NewState]: unknown };

const post = (body: Body, as: As = 'instrument', name = own) =>
  platform.ask(recordStateEndpoint, { as, name, body });
const list = (name = own, query = '', as: As = 'viewer') =>
  platform.ask(listStatesEndpoint, { as, name, query });
const now = async (name = own) => Object((await list(name)).answer).now;
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const kept = () => unboundDb().deviceStateChange.count({ where: { labId: platform.lab.id } });

describe('what is said of a device', () => {
  it('is nothing at first', async () => {
    expect(await list()).toEqual({
      status: 200,
      answer: {
        data: [],
        next_cursor: null,
        now: {
          kind: 'unknown',
          code: null,
          reason: null,
          limited: false,
          held: false,
          since: null,
        },
      },
    });
  });

  it('by the device itself is its state', async () => {
    const at = ago(60);
    const told = await platform.told();
    expect(await post({ code: ' op ', at })).toMatchObject({
      status: 201,
      answer: {
        code: 'OP',
        at,
        held: false,
        clears: false,
        source: 'instrument',
        actor: 'test instrument',
      },
    });
    expect(await now()).toMatchObject({ kind: 'up', code: 'OP', since: at, held: false });
    expect(await platform.told()).toBe(told + 1);
    expect((await platform.trail()).at(-1)).toBe('device.state');
  });

  it('by a person holds over it until it is cleared', async () => {
    const headers = await signedIn([{ lab: platform.lab, role: 'technician' }]);
    const params = { name: own };
    const say = (body: Body) => callRoute(recordStateEndpoint, { headers, params, body });
    const held = await say({ code: 'MA', reason: 'Lamp is changed', at: ago(30) });
    expect(JSON.parse(held.text)).toMatchObject({
      held: true,
      source: 'portal',
      actor: 'Test person',
    });
    await post({ code: 'ES', at: ago(20) });
    expect(await now()).toMatchObject({
      kind: 'planned',
      code: 'MA',
      held: true,
      reason: 'Lamp is changed',
    });
    const cleared = await say({ clears: true });
    expect(JSON.parse(cleared.text)).toMatchObject({ code: null, clears: true, held: false });
    expect(await now()).toMatchObject({ kind: 'unplanned', code: 'ES', held: false });
    const again = await say({ clears: true });
    expect([again.status, JSON.parse(again.text).code]).toEqual([409, 'conflict']);
    // Who tells what a device without an interface does, holds nothing.
    expect(JSON.parse((await say({ code: 'OP', held: false })).text)).toMatchObject({
      held: false,
    });
    expect(await now()).toMatchObject({ kind: 'up', held: false });
  });

  it('is listed newest first, page by page, each once', async () => {
    const all = Object((await list()).answer).data;
    expect(all).toHaveLength(5);
    const times = all.map(({ at }: { at: string }) => at);
    expect(times).toEqual(times.toSorted().toReversed());
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const page = Object((await list(own, `?limit=2${cursor}`)).answer);
      seen.push(...page.data);
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(all);
    expect(await list(own, '?cursor=x')).toMatchObject({ status: 422 });
  });

  it.each<[Body, string]>([
    [{}, 'code'],
    [{ code: '' }, 'code'],
    [{ code: 'x'.repeat(21) }, 'code'],
    [{ code: 7 }, 'code'],
    [{ code: 'OP', clears: true }, 'code'],
    [{ clears: true, held: true }, 'held'],
    [{ code: 'OP', at: '2026-01-01T08:00:00' }, 'at'],
    [{ code: 'OP', at: ago(-6) }, 'at'],
    [{ code: 'OP', reason: '' }, 'reason'],
    [{ code: 'OP', held: true }, 'held'],
    [{ clears: true }, 'clears'],
  ])('is not %j of an instrument', async (body, field) => {
    const before = await kept();
    expect(await post(body)).toMatchObject({ status: 422, answer: { errors: [{ field }] } });
    expect(await kept()).toBe(before);
  });

  it('is said by technicians, orchestrators and the device alone', async () => {
    const before = await kept();
    const body = { code: 'ID' };
    expect(await post(body, 'instrument', 'Hotel')).toMatchObject({ status: 403 });
    expect(await post(body, 'viewer')).toMatchObject({ status: 403 });
    expect(await post(body, 'lis')).toMatchObject({ status: 403 });
    expect(await post(body, 'stranger')).toMatchObject({ status: 404 });
    expect(await post(body, 'orchestrator', 'Nobody')).toMatchObject({ status: 404 });
    expect(await kept()).toBe(before);
    expect(await post(body, 'orchestrator', 'hotel')).toMatchObject({
      status: 201,
      answer: { held: false, source: 'api' },
    });
    expect(await post({ ...body, held: true }, 'technician', 'Hotel')).toMatchObject({
      status: 201,
    });
  });

  it('is read by people, orchestrators and the device, not from another lab', async () => {
    expect(await list(own, '', 'instrument')).toMatchObject({ status: 200 });
    expect(await list('Hotel', '', 'instrument')).toMatchObject({ status: 403 });
    expect(await list(own, '', 'orchestrator')).toMatchObject({ status: 200 });
    expect(await list(own, '', 'lis')).toMatchObject({ status: 403 });
    expect(await list(own, '', 'stranger')).toMatchObject({ status: 404 });
  });

  it('is nothing more of a retired device, whose history stays', async () => {
    await platform.ask(devices.change, { name: 'Hotel', body: { active: false } });
    expect(await post({ code: 'OP' }, 'orchestrator', 'Hotel')).toMatchObject({ status: 409 });
    const { status, answer } = await list('Hotel');
    expect([status, Object(answer).data.length, Object(answer).now]).toEqual([200, 2, null]);
  });
});
