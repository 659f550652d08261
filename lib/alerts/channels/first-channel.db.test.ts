import { expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { openText } from '@/lib/platform/secrets/sealed-text';
import { makeFirstChannel } from './first-channel';

const db = unboundDb();

it('is told by every rule that the lab begins with', async () => {
  const { lab } = await makeTestLab({ alertRules: 'default' });
  await makeFirstChannel(lab, 'https://prod-1.example.org/workflows/1?sig=abcdefgh', new Date());
  const channel = await db.channel.findFirstOrThrow({
    where: { labId: lab.id },
    include: { rules: true },
  });
  expect(openText(channel.id, channel.url)).toContain('sig=abcdefgh');
  const rules = await db.alertRule.findMany({ where: { labId: lab.id } });
  expect(rules.length).toBeGreaterThan(0);
  expect(channel.rules.map(({ ruleId }) => ruleId).toSorted()).toEqual(
    rules.map(({ id }) => id).toSorted(),
  );
});

it('is not made of an address within the network', async () => {
  const { lab } = await makeTestLab();
  await expect(makeFirstChannel(lab, 'https://10.0.0.1/x', new Date())).rejects.toMatchObject({
    fields: [{ field: 'url' }],
  });
  expect(await db.channel.count({ where: { labId: lab.id } })).toBe(0);
});
