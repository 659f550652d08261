import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('instruments fit a phone, figures and rows', async ({ as }) => {
  const page = await as('supervisor');
  await page.goto('/demo/instruments');
  await expect(page.getByRole('img', { name: /^CHEM-1/ })).toBeVisible();
  await expectFitsWidth(page);
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.getByLabel('Device', { exact: true }).selectOption('CHEM-1');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/device=CHEM-1/);
  await expect(page.getByRole('img', { name: /^CHEM-1/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^CHEM-2/ })).toBeHidden();
  await expectAccessible(page);
  await page.goto('/demo/instruments/rows?which=stretches');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('timeline');
  await expectFitsWidth(page);
  await expectAccessible(page);
});
