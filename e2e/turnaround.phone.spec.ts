import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('turnaround fits a phone: figures first, filters folded away', async ({ as }) => {
  const page = await as('supervisor');
  await page.goto('/demo/turnaround');
  await expect(page.getByRole('region', { name: 'Headline figures' })).toBeVisible();
  await expectFitsWidth(page);
  await expect(page.getByLabel('Assay', { exact: true })).toBeHidden();
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.getByLabel('Priority').selectOption('STAT');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/priority=STAT/);
  await expectFitsWidth(page);
  await expectAccessible(page);
});

test('the rows behind a figure fit a phone', async ({ as }) => {
  const page = await as('supervisor');
  await page.goto('/demo/turnaround/rows?which=unfinished');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('unfinished');
  await expectFitsWidth(page);
});
