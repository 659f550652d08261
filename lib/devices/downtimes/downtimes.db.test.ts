import { beforeAll, describe, expect, it } from 'vitest';
import { readHistories } from '../states/read-histories';
import { makePlatform } from '../testing-devices';
import { unboundDb } from '@/lib/platform/db/client';
import { labDb } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { cancelDowntimeEndpoint, listDowntimesEndpoint, planDowntimeEndpoint } from './endpoints';

const db = unboundDb();
let platform: Awaited<ReturnType<typeof makePlatform>>;
let technician: Record<string, string>;

beforeAll(async () => {
  platform = await makePlatform();
  technician = await storedKey(platform.lab, 'technician');
});

const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

async function device(): Promise<string> {
  const name = `Device ${newId().slice(-6)}`;
  await db.device.create({
    data: { id: newId(), labId: platform.lab.id, name, type: 'analyser' },
  });
  return name;
}

async function plan(name: string, from: number, to: number, headers = technician) {
  const body = { starts_at: ahead(from), ends_at: ahead(to), reason: 'Yearly service' };
  const answer = await callRoute(planDowntimeEndpoint, { headers, params: { name }, body });
  return { status: answer.status, json: JSON.parse(answer.text) };
}

async function cancel(name: string, id: string, headers = technician) {
  const answer = await callRoute(cancelDowntimeEndpoint, {
    headers,
    params: { name, id },
    body: { reason: 'The engineer is ill' },
  });
  return { status: answer.status, json: JSON.parse(answer.text) };
}

describe('a planned downtime', () => {
  it('is entered ahead, and told and read as it was', async () => {
    const name = await device();
    const made = await plan(name, 60, 120);
    expect(made).toMatchObject({
      status: 201,
      json: { reason: 'Yearly service', state: 'planned', by: 'test technician', cancelled: null },
    });
    const later = await plan(name, 120, 180);
    expect(later.status).toBe(201);
    const listed = await callRoute(listDowntimesEndpoint, {
      headers: technician,
      params: { name },
      query: '?limit=1',
    });
    const page = JSON.parse(listed.text);
    expect(page.data).toEqual([later.json]);
    const next = await callRoute(listDowntimesEndpoint, {
      headers: technician,
      params: { name },
      query: `?cursor=${page.next_cursor}`,
    });
    expect(JSON.parse(next.text)).toEqual({ data: [made.json], next_cursor: null });
    expect(await platform.trail()).toContain('device.plan_downtime');
  });

  it('of the past, backwards, or over another is refused', async () => {
    const name = await device();
    expect(await plan(name, -60, 120)).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'starts_at' }] },
    });
    expect(await plan(name, 120, 60)).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'ends_at' }] },
    });
    const { json } = await plan(name, 60, 120);
    expect(await plan(name, 90, 150)).toMatchObject({
      status: 409,
      json: { downtime: json.id, detail: expect.stringContaining('Yearly service') },
    });
    expect(await plan('Nobody', 60, 120)).toMatchObject({ status: 404 });
  });

  it('cancelled before it began never was; while it runs it ends then', async () => {
    const name = await device();
    const first = await plan(name, 60, 120);
    expect(await cancel(name, first.json.id)).toMatchObject({
      status: 200,
      json: { state: 'cancelled', cancelled: { by: 'test technician' } },
    });
    expect(await cancel(name, first.json.id)).toMatchObject({ status: 409 });
    const running = await plan(name, 0, 120);
    expect(running.json.state).toBe('running');
    const ended = await cancel(name, running.json.id);
    expect(ended.json.state).toBe('over');
    const now = new Date(Date.now() + 30 * 60_000);
    const [seen] = await readHistories(
      { lab: platform.lab, db: labDb(platform.lab.id), now },
      { from: new Date(Date.parse(running.json.starts_at) - 1), to: now, names: [name] },
    );
    const planned = seen?.history.stretches.filter(({ kind }) => kind === 'planned');
    expect(planned).toMatchObject([
      { from: Date.parse(running.json.starts_at), to: Date.parse(ended.json.cancelled.at) },
    ]);
    expect(await cancel(name, newId())).toMatchObject({ status: 404 });
  });

  it('is a technician’s to plan, and no stranger’s or machine’s', async () => {
    const name = await device();
    const { json } = await plan(name, 60, 120);
    for (const role of ['viewer', 'instrument', 'lis', 'orchestrator'] as const) {
      const headers = await storedKey(platform.lab, role);
      expect((await plan(name, 200, 240, headers)).status).toBe(403);
      expect((await cancel(name, json.id, headers)).status).toBe(403);
    }
    const stranger = await storedKey(platform.other.lab, 'admin');
    expect((await plan(name, 200, 240, stranger)).status).toBe(404);
    expect((await cancel(name, json.id, stranger)).status).toBe(404);
    expect(await db.plannedDowntime.count({ where: { device: { name }, cancelledAt: null } })).toBe(
      1,
    );
  });
});
