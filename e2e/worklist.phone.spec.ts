import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';
import { another, rowOf, statesOf, submitted } from './worklist';

test('on a phone a supervisor sees what presses, and verifies what another submitted', async ({
  as,
  browser,
  baseURL,
}) => {
  const page = await as('supervisor');
  const technician = await another(browser, 'technician');
  const { numbers } = await submitted(technician, baseURL, { count: 2 });
  const [number = ''] = numbers;
  await page.goto(`/${DEMO_LAB}`);
  await expect(page).toHaveURL(/\/worklist$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Worklist' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'How they stand' })).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);

  await page.getByRole('link', { name: /^To verify/ }).tap();
  await expect(page).toHaveURL(/next=verify/);
  await page.getByPlaceholder('Specimen number').fill(number);
  await page.getByPlaceholder('Specimen number').press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${number}`));
  const row = rowOf(page, number);
  await row.getByRole('checkbox').tap();
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar).toBeVisible();
  await expectFitsWidth(page);
  await bar.getByRole('button', { name: 'Verify 1' }).tap();
  await expect(page.getByText('Verify: done on 1 specimen')).toBeVisible();
  expect(await statesOf(page, number)).toEqual(['verified']);

  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(`/${DEMO_LAB}/missing`);
  await expect(page.getByRole('region', { name: 'Pending by assay' })).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
});
