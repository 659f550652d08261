import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('a viewer chooses a period and downloads its tests', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(`/${DEMO_LAB}/exports`);
  await page.getByRole('button', { name: '7 days' }).click();
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
  await expect(
    page.getByRole('heading', { name: /^CSV files, \d{4}-\d\d-\d\d to / }),
  ).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download tests as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^tests-demo-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  // Excel knows UTF-8 by this mark.
  expect(text.startsWith('\uFEFFlab,')).toBe(true);
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
  expect(rows.length).toBeGreaterThan(100);
  const week = Date.now() - 8 * 24 * 3_600_000;
  for (const row of rows) {
    expect(row.lab).toBe(DEMO_LAB);
    expect(Date.parse(row.received_at ?? '')).toBeGreaterThan(week);
    expect(['within', '>=80%', 'late', 'none']).toContain(row.due_category);
  }
});

test('what is downloaded of a day is what the page of turnaround says', async ({ as }) => {
  const page = await as('viewer');
  const lab = `lab=${DEMO_LAB}`;
  const answer = await page.request.get(`/api/v1/exports/daily_metrics.csv?${lab}&scope=all`);
  expect(answer.headers()['content-type']).toContain('text/csv');
  const days: Record<string, string>[] = parse(await answer.text(), { columns: true });
  // The last but one is over: the running day goes on while this runs.
  const day = days.toReversed().find(({ n }) => Number(n) > 100);
  await page.goto(`/${DEMO_LAB}/turnaround?from=${day?.day}&to=${day?.day}`);
  await expect(
    page
      .getByRole('region', { name: 'Headline figures' })
      .getByRole('link', { name: /^Median|^P50/ }),
  ).toContainText(String(Math.round(Number(day?.p50_minutes) * 10) / 10));
});

test('the data dictionary names every column, and is read on a phone', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(`/${DEMO_LAB}/exports`);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Data dictionary' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Data dictionary' })).toBeVisible();
  const columns = page.getByRole('region', { name: 'Columns of tests' });
  await expect(columns.getByRole('row', { name: /due_category/ })).toContainText('>=80%');
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFitsWidth(page);
  await page.goto(`/${DEMO_LAB}/exports`);
  await expectFitsWidth(page);
});

test('on paper a page is its figures, without what only works on a screen', async ({ as }) => {
  const page = await as('manager');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`/${DEMO_LAB}/turnaround`);
  const chart = page.getByRole('img', { name: /^By day/ });
  await expect(chart.locator('svg')).toBeVisible();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('combobox')).toHaveCount(0);
  await expect(page.getByText(/^Printed \d\d \w{3} \d{4} \d\d:\d\d, /)).toBeVisible();
  await expect(page.getByText(/^\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d$/)).toBeVisible();
  await expect(chart.locator('svg')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Headline figures' })).toBeVisible();
  // White paper and dark ink, whatever the theme.
  expect(
    await page.evaluate(() => [
      getComputedStyle(document.documentElement).backgroundColor,
      getComputedStyle(document.documentElement).colorScheme,
    ]),
  ).toEqual(['rgb(255, 255, 255)', 'light']);
  await page.emulateMedia({ media: 'screen' });

  // A printed chart is laid out for paper, and for the screen again afterwards.
  const widthWhilePrinting = await page.evaluate(() => {
    window.dispatchEvent(new Event('beforeprint'));
    const width = document.querySelector('[role=img] svg')?.getAttribute('viewBox');
    window.dispatchEvent(new Event('afterprint'));
    return width;
  });
  expect(widthWhilePrinting).toMatch(/^0 0 720 /);
  await expect(chart.locator('svg')).not.toHaveAttribute('viewBox');
  expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(10_000);
});
