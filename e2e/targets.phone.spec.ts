import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('targets, matrix and calendar fit a phone, and their panels too', async ({ as }) => {
  const page = await as('manager');
  await page.goto('/demo/targets');
  await expectFitsWidth(page);
  await page.getByRole('button', { name: 'Add target' }).click();
  await expect(page.getByRole('dialog', { name: 'Add target' })).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
  await page.goto('/demo/targets/matrix');
  await expect(page.getByRole('region', { name: 'Resolved targets' })).toBeVisible();
  await expectFitsWidth(page);
  await page.goto('/demo/targets/calendar?country=US');
  await expect(page.getByRole('form', { name: 'Add a holiday' })).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
});
