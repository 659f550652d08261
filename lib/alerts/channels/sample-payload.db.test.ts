import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { samplePayloads, SampleChannel } from './sample-payload';
import { cardFaults } from './testing-card-schema';

let home: TestLab;

beforeAll(async () => {
  home = await makeTestLab();
});

const sampleOf = async (given: object) => {
  const ctx = await home.ctxFor('admin');
  return samplePayloads(ctx, SampleChannel.parse(given));
};

describe('sample cards of a channel', () => {
  it('are good cards for Teams, and show what waits behind a device', async () => {
    const samples = await sampleOf({ kind: 'teams', card: { detail: 'specimens', top: 3 } });
    expect(samples.map(({ payload }) => cardFaults(payload))).toEqual([[], []]);
    const [late, down] = samples.map(({ payload }) => JSON.stringify(payload));
    expect(late).toContain('7 tests are past due');
    expect(late).toContain('SAMPLE-3');
    expect(late).not.toContain('SAMPLE-4');
    expect(late).toContain('and 4 more');
    expect(down).toContain('7 tests wait at Sample analyser');
  });

  it('name no specimen to a channel that is told counts, whatever its kind', async () => {
    for (const kind of ['teams', 'webhook']) {
      const said = JSON.stringify(await sampleOf({ kind, card: { detail: 'counts' } }));
      expect(said).not.toContain('SAMPLE-');
      expect(said).toContain('CBC');
    }
  });

  it('show no more than the fields that were chosen', async () => {
    const bare = JSON.stringify(await sampleOf({ kind: 'teams', card: { fields: [] } }));
    expect(bare).toContain('7 tests are past due');
    expect(bare).not.toContain('Top assays');
    expect(bare).not.toContain('Chemistry');
  });

  it('are for an admin, and leave nothing behind', async () => {
    const manager = await home.ctxFor('manager');
    const channel = SampleChannel.parse({ kind: 'teams' });
    await expect(samplePayloads(manager, channel)).rejects.toMatchObject({ code: 'forbidden' });
    const labId = home.lab.id;
    expect(await unboundDb().notification.count({ where: { labId } })).toBe(0);
  });
});
