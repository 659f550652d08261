import { beforeAll, describe, expect, it } from 'vitest';
import { replayMessage } from '@/lib/instruments/inbox/replay-messages';
import { settleMessages } from '@/lib/instruments/inbox/settle-messages';
import { storeMany } from '@/lib/instruments/inbox/testing-inbox';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import type { Filters } from './kind';
import { quarantinedMessages } from './quarantined-messages';
import { findAt, foundAndSpelled, params, worldAt } from './testing-kind';

const at = (minute: number) => new Date(Date.parse('2026-06-10T08:00:00Z') + minute * 60_000);

let home: TestLab;
let ctx: Ctx;
let one: string;
let two: string;
/** The message of device one that came at minute 10. */
let second: string;

async function device(labId: string, name: string): Promise<string> {
  const id = newId();
  await unboundDb().device.create({ data: { id, labId, name, type: 'analyzer' } });
  return id;
}

/** A message of a device, put into quarantine (or ignored) at a minute, as the inbox does it. */
async function message(
  of: TestLab,
  deviceId: string,
  minute: number,
  status: 'quarantined' | 'ignored' | 'applied' = 'quarantined',
): Promise<string> {
  const text = newId();
  await storeMany({ lab: of.lab, device: { id: deviceId, name: '' } }, [text]);
  const { id } = await unboundDb().instrumentMessage.findFirstOrThrow({
    where: { labId: of.lab.id, deviceId, status: 'accepted' },
  });
  const { lab, db } = await of.ctxFor('admin');
  const code = 'unknown_specimen' as const;
  const outcome = status === 'applied' ? { id, status } : { id, status, code, reason: 'no such' };
  await db.$transaction((tx) => settleMessages(tx, { lab, now: at(minute) }, deviceId, [outcome]));
  return id;
}

const find = (minute: number, given: object = {}, filters: Filters = {}) =>
  findAt(quarantinedMessages, worldAt(ctx, at(minute)), {
    filters,
    params: params.quarantined(given),
  });

beforeAll(async () => {
  home = await makeTestLab();
  ctx = await home.ctxFor('supervisor');
  one = await device(home.lab.id, 'M1');
  two = await device(home.lab.id, 'M2');
  await message(home, one, 0);
  second = await message(home, one, 10);
  await message(home, one, 20);
  await message(home, two, 15);
  await message(home, two, 5, 'ignored');
  await message(home, two, 6, 'applied');
  const other = await makeTestLab();
  const theirs = await device(other.lab.id, 'M1');
  for (const minute of [0, 1, 2, 3]) await message(other, theirs, minute);
}, 60_000);

describe('messages in quarantine', () => {
  it('are found by device, most first, since there were enough', async () => {
    expect(await find(20, { at_least: 1 })).toEqual([
      {
        fingerprint: one,
        subject: { kind: 'device', id: one },
        labels: { device: 'M1' },
        summary: 'M1: 3 messages in quarantine',
        value: 3,
        threshold: 1,
        unit: 'count',
        dueAt: null,
        priority: null,
        deviceId: one,
        since: at(0),
      },
      expect.objectContaining({ summary: 'M2: 1 message in quarantine', since: at(15) }),
    ]);
    expect(await find(20, { at_least: 2 })).toMatchObject([{ deviceId: one, since: at(10) }]);
    expect(await find(20, { at_least: 4 })).toEqual([]);
    expect(await find(-1)).toEqual([]);
  });

  it('are those of the devices that a rule looks at', async () => {
    expect(await find(20, {}, { devices: [two] })).toMatchObject([{ deviceId: two }]);
  });

  it('have spells that contain each moment at which they are found, and no other', async () => {
    const period = { from: at(-5), to: at(40) };
    const moments = [...Array(45).keys()].map((minute) => at(minute - 5));
    for (const atLeast of [1, 2, 3, 4]) {
      const rule = { filters: {}, params: params.quarantined({ at_least: atLeast }) };
      const asked = await foundAndSpelled(quarantinedMessages, ctx, rule, period, moments);
      expect(asked.spelled).toEqual(asked.found);
      expect(asked.spells).toHaveLength([2, 1, 1, 0][atLeast - 1] ?? -1);
    }
  });

  it('have spells that say how many there were at a moment', async () => {
    const rule = { filters: { devices: [one] }, params: params.quarantined({}) };
    const period = { from: at(-5), to: at(40) };
    const { spells } = await foundAndSpelled(quarantinedMessages, ctx, rule, period, []);
    const told = [0, 12, 30].map((minute) => spells[0]?.told?.(at(minute)).summary);
    expect(told).toEqual([
      'M1: 1 message in quarantine',
      'M1: 2 messages in quarantine',
      'M1: 3 messages in quarantine',
    ]);
  });

  it('are found no longer once they are replayed', async () => {
    await replayMessage(ctx, second);
    expect(await find(30, { at_least: 3 })).toEqual([]);
    expect(await find(30, { at_least: 2 })).toMatchObject([{ value: 2, since: at(20) }]);
  });
});
