import { beforeAll, describe, expect, it } from 'vitest';
import { UptimeQuery } from '@/lib/metrics/uptime/contract';
import { uptime } from '@/lib/metrics/uptime/uptime';
import { givenDevice } from '@/lib/devices/states/testing-states';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { device } from './device';
import type { Filters } from './kind';
import { findAt, foundAndSpelled, worldAt } from './testing-kind';
import type { Trouble } from './device-trouble';

const NOW = '2026-03-02T12:00:00Z';
const START = Date.parse('2026-03-02T06:00:00Z');
const clock = (time: string) => `2026-03-02T${time}:00Z`;
const BOTH: Trouble[] = ['down', 'silent'];

let lab: TestLab;
let ctx: Ctx;

/** What the watch notes when nothing is heard. */
async function noteSilence(labId: string, deviceId: string, at: Date): Promise<void> {
  await unboundDb().deviceStateChange.create({
    data: {
      id: newId(),
      labId,
      deviceId,
      code: 'UNK',
      at,
      recordedAt: at,
      source: 'job',
      actorKind: 'system',
      actorName: 'Silence watch',
      requestId: 'test',
    },
  });
}

beforeAll(async () => {
  lab = await makeTestLab();
  ctx = await lab.ctxFor('viewer');
  const labId = lab.lab.id;
  const states = (...given: string[]) =>
    given.map((one) => {
      const [at = '', code = '', ...reason] = one.split(' ');
      return { at: clock(at), code, reason: reason.join(' ') || undefined };
    });
  const stop = states('08:00 OP', '11:03 ES Rotor jam');
  await givenDevice(labId, 'Down', stop);
  await givenDevice(labId, 'Up', states('08:00 ES', '11:00 OP'));
  await givenDevice(labId, 'Idle', states('08:00 ID'));
  await givenDevice(labId, 'Own word', states('08:00 OP', '11:00 UNK'));
  await givenDevice(labId, 'In service', stop, {
    planned: [{ from: clock('11:30'), to: clock('13:00') }],
  });
  await givenDevice(labId, 'Service cancelled', stop, {
    planned: [{ from: clock('11:30'), to: clock('13:00'), cancelled: clock('11:45') }],
  });
  await givenDevice(labId, 'Retired', stop, { retired: clock('11:30') });
  await givenDevice(labId, 'Short pause', states('08:00 OP', '11:51 PA'));
  await givenDevice(labId, 'Long pause', states('08:00 OP', '11:45 PA'));
  await givenDevice(labId, 'Two pauses', states('08:00 OP', '11:40 PD', '11:48 SS'));
  const silent = await givenDevice(labId, 'Silent', states('08:00 OP'));
  await noteSilence(labId, silent, new Date(clock('11:40')));
  const held = await givenDevice(labId, 'Silent in service', [
    ...states('08:00 OP'),
    { at: clock('11:00'), code: 'MA', held: true },
  ]);
  await noteSilence(labId, held, new Date(clock('11:40')));
  await givenDevice(labId, 'Never spoke');
});

const find = (states: Trouble[] = BOTH, now = NOW, filters: Filters = {}, reader: Ctx = ctx) =>
  findAt(device, worldAt(reader, now), { filters, params: { states } });
const names = async (...given: Parameters<typeof find>) =>
  (await find(...given)).map(({ labels }) => labels.device);

describe('a device', () => {
  it('is found down or silent, and not while a downtime is planned', async () => {
    expect(await names()).toEqual([
      'Down',
      'Long pause',
      'Service cancelled',
      'Silent',
      'Two pauses',
    ]);
    expect(await names(['down'])).toEqual([
      'Down',
      'Long pause',
      'Service cancelled',
      'Two pauses',
    ]);
    expect(await names(['silent'])).toEqual(['Silent']);
    expect(await names(['down'], clock('13:00'))).toContain('In service');
    expect(await names(['down'], clock('11:29'))).toContain('Retired');
  });

  it('says since when, by the history of its states', async () => {
    const found = await find();
    expect(found.map(({ summary }) => summary)).toEqual([
      'Down has been down for 57 min, since 12:03: Rotor jam',
      'Long pause has been down for 15 min, since 12:45',
      'Service cancelled has been down for 57 min, since 12:03: Rotor jam',
      'Silent has been silent for 20 min, since 12:40',
      'Two pauses has been down for 20 min, since 12:40',
    ]);
    const [first] = found;
    expect(first).toMatchObject({
      labels: { device: 'Down' },
      subject: {
        kind: 'device',
        id: first?.fingerprint,
      },
      deviceId: first?.fingerprint,
      since: new Date(clock('11:03')),
      value: 57,
      unit: 'minutes',
      threshold: null,
      dueAt: null,
      priority: null,
    });
  });

  it('is down since when the uptime page says that its stop began', async () => {
    const other = await makeTestLab();
    const reader = { ...(await other.ctxFor('viewer')), now: new Date(NOW) };
    const stop = ['08:00 OP', '10:00 ES'];
    const given: Record<string, string[]> = {
      Limped: [...stop, '10:30 LT', '11:00 ES'],
      'Paused in it': [...stop, '10:30 PA'],
      Serviced: stop,
      'Up between': [...stop, '10:30 OP', '11:00 ES'],
    };
    for (const [name, said] of Object.entries(given)) {
      const states = said.map((one) => ({ at: clock(one.slice(0, 5)), code: one.slice(6) }));
      const planned = [{ from: clock('10:15'), to: clock('11:15') }];
      await givenDevice(other.lab.id, name, states, name === 'Serviced' ? { planned } : {});
    }
    const query = UptimeQuery.parse({ from: clock('06:00'), to: NOW });
    const { devices } = await uptime(reader, query);
    const page = devices.map(({ device: name, open_stop }) => [name, open_stop?.from]);
    const found = await find(BOTH, NOW, {}, reader);
    expect(found.map(({ labels, since }) => [labels.device, since.toISOString()])).toEqual(page);
    expect(found.map(({ value }) => value)).toEqual([120, 120, 120, 60]);
  });

  it('is narrowed to, and is nobody else’s', async () => {
    const [first] = await find();
    expect(await names(BOTH, NOW, { devices: [first?.fingerprint ?? ''] })).toEqual(['Down']);
    const stranger = await (await makeTestLab()).ctxFor('admin');
    expect(await names(BOTH, NOW, {}, stranger)).toEqual([]);
    const period = { from: new Date(START), to: new Date(NOW) };
    const rule = { kind: 'device' as const, filters: {}, params: { states: BOTH } };
    expect(await device.spells(worldAt(stranger, NOW), rule, period)).toEqual([]);
  });
});

describe('what was found of devices at any moment', () => {
  it.each([3, 4, 5])('is what their spells say afterwards, walk %i', async (walk) => {
    const { lab: other, ctxFor } = await makeTestLab();
    const reader = await ctxFor('viewer');
    let seed = walk * 7919;
    const below = (count: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % count;
    };
    const codes = ['OP', 'OP', 'ES', 'PA', 'PD', 'MA', 'LT', 'UNK', 'ID'];
    let end = START;
    for (const name of ['One', 'Two', 'Three']) {
      const id = await givenDevice(other.id, name);
      let at = START;
      for (let step = 0; step < 25; step += 1) {
        const what = below(10);
        const iso = new Date(at).toISOString();
        if (what === 0) await noteSilence(other.id, id, new Date(at));
        else if (what === 1) await givenDevice(other.id, name, [{ at: iso, clears: true }]);
        else if (what === 2) {
          const to = new Date(at + (5 + below(30)) * 60_000).toISOString();
          await givenDevice(other.id, name, [], { planned: [{ from: iso, to }] });
        } else {
          const code = codes[below(codes.length)] ?? 'OP';
          await givenDevice(other.id, name, [{ at: iso, code, held: what === 3 }]);
        }
        at += (1 + below(20)) * 60_000;
      }
      end = Math.max(end, at);
    }
    // What is stated later changes nothing of what was found before it: histories are by its time.
    const moments = Array.from(
      { length: 20 },
      () => new Date(START + below((end - START) / 60_000) * 60_000 - below(2)),
    );
    for (const states of [BOTH, ['down'], ['silent']] satisfies Trouble[][]) {
      const rule = { filters: {}, params: { states } };
      const period = { from: new Date(START), to: new Date(end) };
      const inPeriod = moments.filter((moment) => moment >= period.from);
      const { found, spelled } = await foundAndSpelled(device, reader, rule, period, inPeriod);
      expect(spelled).toEqual(found);
      expect([...found.values()].flat().length).toBeGreaterThan(0);
    }
  });
});
