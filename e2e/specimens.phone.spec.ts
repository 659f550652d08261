import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('on a phone specimens are cards, filters fold away and one opens', async ({ as }) => {
  const page = await as('supervisor');
  await page.goto('/demo/specimens');
  const cards = page.getByRole('list', { name: 'Specimens' });
  await expect(cards.getByRole('listitem')).toHaveCount(50);
  await expect(page.getByRole('table')).toHaveCount(0);
  await expectFitsWidth(page);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('State').selectOption('Error');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/state=error/);
  await expect(page.getByRole('link', { name: 'Remove filter State: Error' })).toBeVisible();

  const first = cards.getByRole('link').first();
  const number = await first.textContent();
  if (number === null) throw new Error('A card has no number');
  await first.click();
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
});
