import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { importBytes } from '@/lib/imports/testing-import';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { acceptMessage } from '../receive/accept-message';
import type { Sender } from '../receive/sender';
import { makeDevice } from '../receive/testing-webhook';

const SPECIMENS = 600;
const KILLS = 4;
const repository = path.resolve(import.meta.dirname, '../../..');
let worker: ChildProcess | null = null;

function startWorker(): ChildProcess {
  const args = ['--conditions=react-server', '--import', 'tsx', 'bin/worker.ts'];
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, LOG_LEVEL: 'silent', NODE_OPTIONS: '', MLLP_PORT: '0' },
    stdio: 'ignore',
  });
  worker = child;
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

afterAll(async () => {
  if (worker?.exitCode === null && worker.signalCode === null) await kill(worker);
});

/** Two messages a specimen: a preliminary value, and the final one, each like no other. */
function messagesOf(nth: number): string[] {
  const said = (value: number, status: string) =>
    JSON.stringify({
      type: 'specimen.resulted',
      data: { specimen_id: `K${nth}`, results: [{ analyte: 'NA', value, status }] },
    });
  return [said(10_000 + nth, 'preliminary'), said(20_000 + nth, 'final')];
}

it('of what was accepted nothing is lost or applied twice, however often the worker is killed', async () => {
  const { lab, ctxFor } = await makeTestLab();
  const db = unboundDb();
  const labId = lab.id;
  await db.analyte.create({ data: { id: newId(), labId, code: 'NA', name: 'Sodium' } });
  const rows = Array.from({ length: SPECIMENS }, (_, nth) => `K${nth},A,RECEIVED,2026-03-01 08:00`);
  const csv = ['specimen_id,assay,status,received_at', ...rows].join('\n');
  await importBytes(await ctxFor('manager'), csv, { create_missing: true });
  const devices = [await makeDevice(lab), await makeDevice(lab)];
  const senders = devices.map(({ id: deviceId, name }): Sender => {
    const actor = { kind: 'key', keyId: newId(), deviceId, name, role: 'instrument' } as const;
    return { lab, deviceId, proof: 'key', actor };
  });

  let killing = true;
  let duplicates = 0;
  const accepted: string[] = [];
  /** A device sends as long as there are specimens, slower while the worker is being killed. */
  const send = async (sender: Sender, first: number) => {
    for (let nth = first; nth < SPECIMENS; nth += senders.length) {
      for (const text of messagesOf(nth)) {
        const arrived = {
          bytes: Buffer.from(text),
          format: 'json',
          webhookId: newId(),
          requestId: newId(),
          now: new Date(),
        } as const;
        accepted.push((await acceptMessage(sender, arrived)).id);
        // An instrument that missed the answer sends it again.
        if (nth % 7 === 0) {
          const { status } = await acceptMessage(sender, arrived);
          if (status === 'duplicate') duplicates += 1;
        }
        if (killing) await delay(15);
      }
    }
  };
  const applied = () =>
    db.instrumentMessage.count({ where: { labId, status: { not: 'accepted' } } });
  const sending = Promise.all(senders.map(send));
  for (let killed = 0; killed < KILLS; killed += 1) {
    const before = await applied();
    const child = startWorker();
    while ((await applied()) === before) await delay(10);
    await kill(child);
  }
  expect(
    await db.instrumentMessage.count({ where: { labId, status: 'accepted' } }),
  ).toBeGreaterThan(0);
  killing = false;
  await sending;
  startWorker();
  await expect
    .poll(() => db.instrumentMessage.count({ where: { labId, status: 'accepted' } }), {
      timeout: 90_000,
      interval: 100,
    })
    .toBe(0);

  expect(new Set(accepted).size).toBe(SPECIMENS * 2);
  expect(duplicates).toBe(Math.ceil(SPECIMENS / 7) * 2);
  const fates = await db.instrumentMessage.groupBy({
    by: ['status'],
    where: { labId },
    _count: true,
  });
  expect(fates).toEqual([{ status: 'applied', _count: SPECIMENS * 2 }]);
  const Wrong = z.array(z.object({ number: z.string(), wrong: z.string() }));
  const wrong = Wrong.parse(
    await db.$queryRaw`
      SELECT s.number, concat_ws(' ', t.state_key, seen.submits, seen.starts, of.results) AS wrong
      FROM specimens s
      JOIN ordered_tests t ON t.specimen_id = s.id
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE action = 'submit') AS submits,
          count(*) FILTER (WHERE action = 'start') AS starts
        FROM test_transitions h WHERE h.test_id = t.id
      ) AS seen
      CROSS JOIN LATERAL (
        SELECT string_agg(r.value || ' ' || r.status, ', ' ORDER BY r.id) AS results
        FROM results r WHERE r.test_id = t.id
      ) AS of
      WHERE s.lab_id = ${labId}::uuid
        AND (t.state_key, seen.submits, seen.starts, of.results) IS DISTINCT FROM
          ('submitted', 1, 1, (10000 + substr(s.number, 2)::int) || ' preliminary, '
            || (20000 + substr(s.number, 2)::int) || ' final')`,
  );
  expect(wrong).toEqual([]);
}, 240_000);
