import { expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { TryRule } from './contract';
import { tryRule } from './try-rule';

it('a trial says what of the past nobody knows any more', async () => {
  const ctx = await (await makeTestLab()).ctxFor('manager');
  const tried = async (kind: string) => {
    const { incomplete } = await tryRule(ctx, TryRule.parse({ rule: { name: kind, kind } }));
    return incomplete;
  };
  expect(await tried('quarantined_messages')).toMatch(/replayed or ignored since/);
  expect(await tried('device')).toBeNull();
});
