import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('a device fits a phone, of few positions and of hundreds', async ({ as }) => {
  const page = await as('supervisor');
  for (const [name, positions] of [
    ['DECK-1', 16],
    ['STORE-1', 400],
  ] as const) {
    await page.goto(`/${DEMO_LAB}/devices/${name}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    const list = page.getByRole('list', { name: 'Positions' });
    await expect(list.getByRole('listitem')).toHaveCount(positions);
    await expectFitsWidth(page);
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: 'Record a state' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectFitsWidth(page);
});
