import type { Page } from '@playwright/test';
import { hasCovidFile, importCovid } from './covid-import';
import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

const YEAR = 'from=2020-01-01&to=2020-12-31';

function figure(page: Page, label: string) {
  return page
    .getByRole('region', { name: 'Headline figures' })
    .getByRole('link', { name: new RegExp(`^${label} `) });
}

test.describe('the real turnarounds of 2020', () => {
  test.skip(!hasCovidFile, 'the reference data are not here');
  test.describe.configure({ mode: 'serial', timeout: 240_000 });

  test('give the golden figures on the page, and as many rows as they say', async ({ as }) => {
    const page = await as('manager');
    await page.goto('/demo/turnaround');
    await importCovid(page);

    await page.goto(`/demo/turnaround?${YEAR}&group=priority&within_minutes=480`);
    await expect(figure(page, 'P50')).toHaveText(/^300\s*min$/);
    await expect(figure(page, 'P90')).toHaveText(/^474\s*min$/);
    await expect(figure(page, 'P99')).toHaveText(/^1,066\.7\s*min$/);
    await expect(page.getByText('Mean 338.4 · P95 570 · from 0 to 13,092 min')).toBeVisible();
    await expect(page.getByText('14,053 of 15,523')).toBeVisible();
    await expect(page.getByRole('link', { name: '1 negative' })).toBeVisible();

    const table = page.getByRole('region', { name: 'Turnaround by priority' });
    for (const [name, n, p50, p90, p99] of [
      ['STAT', '1,378', '294.0', '456.0', '786.0'],
      ['URGENT', '3,438', '294.0', '486.0', '996.0'],
      ['ROUTINE', '10,707', '300.0', '474.0', '1,139.6'],
    ]) {
      const row = table.getByRole('row', { name: new RegExp(`^${name}\\b`) });
      await expect(row.getByRole('link', { name: `${name}: n` })).toHaveText(n ?? '');
      await expect(row.getByRole('link', { name: `${name}: P50` })).toHaveText(p50 ?? '');
      await expect(row.getByRole('link', { name: `${name}: P90` })).toHaveText(p90 ?? '');
      await expect(row.getByRole('link', { name: `${name}: P99` })).toHaveText(p99 ?? '');
    }

    await table.getByRole('link', { name: 'STAT: n' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('1,378 tests: counted');
    await page.getByRole('link', { name: 'Negative', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('0 tests: negative');
    await page.getByRole('link', { name: 'Remove filter priority: STAT' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 test: negative');
    await page.getByRole('region', { name: 'Rows behind the figure' }).getByRole('link').click();
    await expect(page).toHaveURL(/\/demo\/specimens\/CV\d+$/);
  });

  test('are the same over the interface, and the receipt leads to as many rows', async ({ as }) => {
    const page = await as('viewer');
    const answer = await page.request.get(
      '/api/v1/metrics/tat?lab=demo&from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z',
    );
    expect(answer.status()).toBe(200);
    const body: {
      p50: number;
      total_specimens: number;
      box: { outliers: number };
      receipt: { rows_url: string };
    } = await answer.json();
    expect(body).toMatchObject({ p50: 300, p90: 474, total_specimens: 15_523 });
    expect(body.box).toMatchObject({ q1: 240, q3: 372, whisker_high: 570, outliers: 789 });
    const rows = await page.request.get(body.receipt.rows_url);
    expect(await rows.json()).toMatchObject({ total: body.total_specimens });
  });
});

test('filters stand in the address, and a shared address shows the same view', async ({
  as,
  browser,
  baseURL,
}) => {
  const page = await as('manager');
  await page.goto('/demo/turnaround');
  await page.getByRole('button', { name: '28 days' }).click();
  await expect(page).toHaveURL(/from=.*&to=/);
  // By its role: what streams in is there twice for a moment, once hidden.
  const filters = page.getByRole('search', { name: 'Filters' });
  await filters.getByLabel('Priority').selectOption('STAT');
  await filters.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/priority=STAT/);
  await expect(page.getByRole('link', { name: 'Remove filter priority: STAT' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Group by' })
    .getByRole('link', { name: 'Location' })
    .click();
  await expect(page).toHaveURL(/group=location/);
  await page.getByRole('link', { name: 'P90 min' }).click();
  await expect(page).toHaveURL(/sort=p90/);
  const table = page.getByRole('region', { name: 'Turnaround by location' });
  await expect(page.getByRole('columnheader', { name: 'P90 min' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  const shown = await table.innerText();
  const p50 = await figure(page, 'P50').innerText();

  const cookies = await page.context().storageState();
  const other = await browser.newPage({ storageState: cookies, baseURL });
  await other.goto(page.url());
  await expect(other.getByRole('region', { name: 'Turnaround by location' })).toBeVisible();
  expect(await other.getByRole('region', { name: 'Turnaround by location' }).innerText()).toBe(
    shown,
  );
  await expect(figure(other, 'P50')).toHaveText(p50);
  await other.close();
});

test('a figure of the demo lab leads to its rows, and back', async ({ as }) => {
  const page = await as('viewer');
  await page.goto('/demo/turnaround');
  const within = figure(page, 'Within target');
  const count = /its (\d+) rows/.exec((await within.getAttribute('aria-label')) ?? '')?.[1];
  await within.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `${Number(count).toLocaleString('en')} tests: within target`,
  );
  await page
    .getByRole('navigation', { name: 'Breadcrumb' })
    .getByRole('link', { name: 'Turnaround' })
    .click();
  await expect(figure(page, 'Within target')).toHaveAttribute(
    'aria-label',
    new RegExp(` ${count} rows`),
  );
});

test('each chart has a table behind it, and the receipt says how', async ({ as }) => {
  const page = await as('viewer');
  await page.goto('/demo/turnaround');
  const weekday = page.getByRole('figure', { name: 'By weekday' });
  await weekday.getByRole('button', { name: 'Show table' }).click();
  await expect(weekday.getByRole('row')).toHaveCount(8);
  await page.getByRole('button', { name: 'How this is computed' }).click();
  const receipt = page.getByRole('dialog', { name: 'How this is computed' });
  await expect(receipt).toContainText('Percentiles of type 7');
  await expect(receipt.getByRole('link', { name: 'The rows as JSON' })).toHaveAttribute(
    'href',
    /^\/api\/v1\/metrics\/tat\/rows\?/,
  );
});

test('an empty period offers the latest data', async ({ as }) => {
  const page = await as('viewer');
  await page.goto('/demo/turnaround?from=2001-01-01&to=2001-01-31');
  await page.getByRole('link', { name: 'Jump to the latest data' }).click();
  await expect(figure(page, 'P50')).toBeVisible();
});

test('a wrong address says what is wrong', async ({ as }) => {
  const page = await as('viewer');
  await page.goto('/demo/turnaround?segment=nonsense');
  await expect(page.getByText(/segment: must be two milestones in order/)).toBeVisible();
});

for (const address of ['/demo/turnaround', '/demo/turnaround/rows?which=over_target']) {
  test(`${address} is accessible in both themes`, async ({ as }) => {
    const page = await as('viewer');
    await page.goto(address);
    await expect(page.getByRole('table').first()).toBeAttached();
    await expectAccessible(page);
    await expectFitsWidth(page);
  });
}
