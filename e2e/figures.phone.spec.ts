import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, signInAs, test } from './fixtures';
import { expectFigure, PAST } from './figures';

test('every figure and its rows fit a phone', async ({ as }) => {
  test.setTimeout(240_000);
  const page = await as('supervisor');
  await page.goto(`/${DEMO_LAB}/overview`);
  await page.getByRole('button', { name: 'More' }).click();
  const links = page.getByRole('dialog').locator(`a[href^="/${DEMO_LAB}/figures/"]`);
  await expect(links.first()).toBeVisible();
  const paths = await links.evaluateAll((all) =>
    all.map((link) => link.getAttribute('href') ?? ''),
  );
  for (const path of paths) {
    await test.step(path, async () => {
      await page.goto(`${path}?${PAST}`);
      await expectFigure(page);
      await expectFitsWidth(page);
      await page.goto(`${path}/rows?${PAST}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^[\d,]+ /);
      await expectFitsWidth(page);
    });
  }
});

test('the overview fits a phone, with today first', async ({ page }) => {
  await signInAs(page, 'supervisor');
  await page.goto(`/${DEMO_LAB}/overview`);
  await expect(page.getByRole('heading', { name: 'Now' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Overdue / })).toBeInViewport();
  await expectFitsWidth(page);
  await expectAccessible(page);
});
