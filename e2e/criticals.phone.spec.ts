import { makeCritical } from './critical-result';
import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('on a phone a critical is called with one thumb', async ({ as }) => {
  const page = await as('supervisor');
  await page.goto('/demo/criticals');
  const { number, first } = await makeCritical(page);
  const row = page
    .getByRole('list', { name: 'Open criticals' })
    .getByRole('listitem')
    .filter({ hasText: number });
  await expect(row).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);

  const call = row.getByRole('button', { name: `Call ${first.code} of ${number}` });
  const box = await call.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect(box?.width).toBeGreaterThan(150);
  await call.click();
  const sheet = page.getByRole('dialog', { name: `Call ${number}` });
  await expectFitsWidth(page);
  await expectAccessible(page);
  await sheet.getByRole('radio', { name: 'Told, and read back' }).click();
  await sheet.getByLabel('Whom you told').fill('Dr Jones');
  await sheet.getByRole('button', { name: 'Record the call' }).click();
  await expect(sheet).toBeHidden();
  await expect(row).toHaveCount(0);
});
