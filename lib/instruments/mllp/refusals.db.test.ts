import { beforeEach, describe, expect, it } from 'vitest';
import { prometheusText } from '@/lib/entry/prometheus-text';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { keepHeartbeat } from '@/lib/platform/jobs/worker-heartbeat';
import { makeDevice } from '../receive/testing-webhook';
import { answerFrame, type Line } from './answer-frame';
import { peersAt } from './attribute-peer';
import { listRefusals } from './list-refusals';
import { forgetMllp, mllpReport, noteRefusal } from './mllp-report';
import { stateMessage } from './testing-mllp';

const db = unboundDb();
beforeEach(async () => {
  forgetMllp();
  await db.mllpPeer.deleteMany({});
  await db.workerHeartbeat.deleteMany({});
});

/** What this process would tell, told as its worker does. */
async function tell(): Promise<void> {
  await db.workerHeartbeat.create({
    data: { id: newId(), startedAt: new Date(), seenAt: new Date(), mllp: mllpReport() },
  });
}

const say = (address: string, message = stateMessage(), given: Partial<Line> = {}) =>
  answerFrame(
    { kind: 'message', bytes: Buffer.from(message) },
    { address, peersAt, joins: () => true, ...given },
  );

async function peerOf(labId: string, deviceId: string, network: string) {
  await db.mllpPeer.create({ data: { id: newId(), labId, deviceId, network, role: 'instrument' } });
}

describe('whom the listener refused', () => {
  it('is told to admins, by address and cause, and to Prometheus', async () => {
    const home = await makeTestLab();
    const admin = await home.ctxFor('admin');
    const device = await makeDevice(home.lab);
    const other = await makeDevice(home.lab);
    await peerOf(home.lab.id, device.id, '10.1.2.3/32');
    for (let nth = 0; nth < 3; nth += 1) {
      const { text, known } = await say('10.9.9.9', stateMessage({ application: 'COBAS' }));
      expect(text).toContain('MSA|AR|');
      expect(known).toBe(false);
    }
    expect((await say('10.1.2.3')).stored).toBe(true);
    expect((await say('10.1.2.3', stateMessage(), { joins: () => false })).known).toBe(true);
    await tell();
    const nobody = { address: '10.9.9.9', application: 'cobas', cause: 'unknown', times: 3 };
    const own = { address: '10.1.2.3', device: device.id, cause: 'too_many_requests', times: 1 };
    expect(await listRefusals(admin, device.name)).toMatchObject([own, nobody]);
    expect(await listRefusals(admin, other.name)).toMatchObject([nobody]);
    const { text } = await prometheusText(await home.ctxFor('viewer'));
    expect(text).toContain('benchwatch_mllp_messages_total{outcome="unknown"} 3');
    expect(text).toContain('benchwatch_mllp_messages_total{outcome="accepted"} 1');
  });

  it('is for admins of the lab, and of no lab that did not name the address', async () => {
    const [home, there] = [await makeTestLab(), await makeTestLab()];
    const [device, theirs] = [await makeDevice(home.lab), await makeDevice(there.lab)];
    const refusal = { application: null, facility: null, device: null, cause: 'unknown' };
    await peerOf(there.lab.id, theirs.id, '10.5.0.0/16');
    noteRefusal({ address: '10.5.0.1', ...refusal }, new Date());
    noteRefusal({ address: '10.6.0.1', ...refusal, device: theirs.id }, new Date());
    await tell();
    const admin = await home.ctxFor('admin');
    expect(await listRefusals(admin, device.name)).toEqual([]);
    expect(await listRefusals(await there.ctxFor('admin'), theirs.name)).toHaveLength(2);
    await peerOf(home.lab.id, device.id, '10.5.0.0/24');
    expect(await listRefusals(admin, device.name)).toMatchObject([{ address: '10.5.0.1' }]);
    const manager = await home.ctxFor('manager');
    await expect(listRefusals(manager, device.name)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listRefusals(admin, theirs.name)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is a list that nobody can make long', async () => {
    const refusal = { application: 'A\u0000\r\n'.repeat(90), facility: null, device: null };
    for (let nth = 0; nth < 50; nth += 1) {
      noteRefusal({ address: `10.0.0.${nth}`, ...refusal, cause: 'unknown' }, new Date());
    }
    const { messages, refusals } = mllpReport();
    expect(messages).toEqual({ unknown: 50 });
    expect(refusals).toHaveLength(20);
    expect(refusals[0]).toMatchObject({ address: '10.0.0.49', application: expect.any(String) });
    expect(refusals.every(({ application }) => /^[^\p{Cc}]{0,60}$/u.test(application ?? ''))).toBe(
      true,
    );
  });

  it('goes with the sign of life of the worker', async () => {
    noteRefusal(
      { address: '10.0.0.1', application: null, facility: null, device: null, cause: 'unknown' },
      new Date(),
    );
    const heartbeat = keepHeartbeat(mllpReport, 10);
    const told = async () => (await db.workerHeartbeat.findFirst({}))?.mllp;
    await expect.poll(told).toMatchObject({ messages: { unknown: 1 } });
    noteRefusal(
      { address: '10.0.0.1', application: null, facility: null, device: null, cause: 'unknown' },
      new Date(),
    );
    await expect.poll(told).toMatchObject({ refusals: [{ address: '10.0.0.1', times: 2 }] });
    await heartbeat.stop();
    expect(await db.workerHeartbeat.count()).toBe(0);
  });
});
