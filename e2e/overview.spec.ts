import type { Page } from '@playwright/test';
import { makeSpecimen, move } from './bench';
import { DEMO_LAB, expect, expectAccessible, test } from './fixtures';
import { numberIn } from './figures';
import { another } from './worklist';

const PATH = `/${DEMO_LAB}/overview`;
const TILES = ['In work', 'Overdue', 'At risk', 'Missing', 'Criticals open', 'Devices down'];

const tile = (page: Page, label: string) =>
  page.getByRole('link', { name: new RegExp(`^${label} [\\d,.]+( %)?: its rows$`) });

const valueOf = async (page: Page, label: string) =>
  numberIn(await tile(page, label).textContent());

test('a supervisor sees today beside the same weekday a week before', async ({ as }) => {
  const page = await as('supervisor');
  await page.goto(`/${DEMO_LAB}/worklist`);
  const nav = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  await expect(nav.first()).toHaveText('Overview');
  await nav.first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  for (const label of TILES) await expect(tile(page, label)).toBeVisible();
  await expect(page.getByText(/^last [A-Z][a-z]+day /).first()).toBeVisible();
  await expectAccessible(page);
});

test('a number leads to as many rows', async ({ as }) => {
  const page = await as('supervisor');
  for (const [label, list] of [
    ['Released', /^([\d,]+) tests?: released$/],
    ['Received', /^([\d,]+) specimens?: all presented$/],
  ] as const) {
    // Others work meanwhile: what is counted and what is listed are compared until they stand still.
    await expect(async () => {
      await page.goto(PATH);
      const shown = await valueOf(page, label);
      await tile(page, label).click();
      const heading = page.getByRole('heading', { level: 1 });
      await expect(heading).toHaveText(list);
      expect(numberIn(await heading.textContent())).toBe(shown);
    }).toPass();
  }
  await expect(async () => {
    await page.goto(PATH);
    const overdue = await valueOf(page, 'Overdue');
    await tile(page, 'Overdue').click();
    await expect(page).toHaveURL(/worklist\?.*urgency=overdue/);
    await expect(
      page.getByRole('link', { name: new RegExp(`${overdue}.*overdue`, 'i') }),
    ).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

test('what happens at the bench is there at once', async ({ as, browser, baseURL }) => {
  const page = await as('supervisor');
  const technician = await another(browser, 'technician');
  const streaming = page.waitForResponse(
    (answer) => answer.url().includes('/api/v1/stream?') && answer.ok(),
  );
  await page.goto(PATH);
  await streaming;
  const before = await valueOf(page, 'In work');
  const specimen = await makeSpecimen(technician, baseURL, { tests: 3 });
  await expect.poll(() => valueOf(page, 'In work')).toBeGreaterThanOrEqual(before + 1);
  await move(technician, baseURL, specimen.number, { action: 'submit' });
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});
