import { DEMO_LAB, expect, expectAccessible, test } from './fixtures';
import { daysAgo, expectFigure, figurePaths, numberIn, PAST } from './figures';

const THROUGHPUT = `/${DEMO_LAB}/figures/throughput`;

test('every figure draws, and each count leads to as many rows', async ({ as }) => {
  test.setTimeout(240_000);
  const page = await as('viewer');
  const paths = await figurePaths(page);
  expect(paths.length).toBeGreaterThan(1);
  for (const path of paths) {
    await test.step(path, async () => {
      await page.goto(`${path}?${PAST}`);
      await expectFigure(page);
      await expect(page.getByRole('figure').first()).toBeVisible();
      const counts = await page
        .getByRole('region', { name: 'Headline figures' })
        .getByRole('link', { name: /^[^\d]* [\d,]+: its rows$/ })
        .evaluateAll((links) =>
          links.map((link) => ({
            href: link.getAttribute('href') ?? '',
            label: link.getAttribute('aria-label') ?? '',
          })),
        );
      for (const { href, label } of counts) {
        await page.goto(href);
        const heading = page.getByRole('heading', { level: 1 });
        await expect(heading).toHaveText(/^[\d,]+ /);
        expect(numberIn(await heading.textContent()), label).toBe(numberIn(label));
      }
    });
  }
});

test('every figure can be used without seeing it', async ({ as }) => {
  test.setTimeout(300_000);
  const page = await as('manager');
  for (const path of await figurePaths(page)) {
    await test.step(path, async () => {
      await page.goto(`${path}?${PAST}`);
      await expectFigure(page);
      await expectAccessible(page);
    });
  }
  await page.goto(`${THROUGHPUT}/rows?${PAST}`);
  await expect(page.getByRole('region', { name: 'Rows behind the figure' })).toBeVisible();
  await expectAccessible(page);
});

test('the table behind a chart has its data, and a group leads to its rows', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(`${THROUGHPUT}?${PAST}&group_by=department`);
  await expectFigure(page);
  const total = numberIn(
    await page
      .getByRole('region', { name: 'Headline figures' })
      .getByRole('link', { name: /^Released/ })
      .textContent(),
  );
  expect(total).toBeGreaterThan(100);
  const chart = page.getByRole('figure', { name: 'Released by day' });
  await chart.getByRole('button', { name: 'Show table' }).click();
  const days = chart.getByRole('table').getByRole('row');
  // 28 days and the head.
  await expect(days).toHaveCount(29);
  const perDay = await days.locator('td').allTextContents();
  expect(perDay.reduce((sum, text) => sum + numberIn(text), 0)).toBe(total);

  const groups = page.getByRole('region', { name: 'By group' });
  const perGroup = await groups.locator('tbody td').allTextContents();
  expect(perGroup.reduce((sum, text) => sum + numberIn(text), 0)).toBe(total);
  const chemistry = groups.getByRole('row', { name: /^Chemistry/ });
  const count = await chemistry.locator('td').textContent();
  await chemistry.getByRole('link', { name: 'Chemistry' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${count} tests: released`);
  await expect(page.getByRole('link', { name: /^Remove filter department/ })).toBeVisible();

  // Page by page, without a row twice.
  const rows = page.getByRole('region', { name: 'Rows behind the figure' });
  const first = await rows.getByRole('rowheader').allTextContents();
  expect(first).toHaveLength(50);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(rows.getByRole('rowheader').first()).not.toHaveText(first[0] ?? '');
  await page.getByRole('link', { name: 'Back to the first' }).click();
  await expect(rows.getByRole('rowheader').first()).toHaveText(first[0] ?? '');
  await rows
    .getByRole('link', { name: first[0] ?? '', exact: true })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`/${DEMO_LAB}/specimens/`));
});

test('filters and choices stand in the address', async ({ as }) => {
  const page = await as('manager');
  await page.goto(`${THROUGHPUT}?${PAST}`);
  await expectFigure(page);
  const released = page
    .getByRole('region', { name: 'Headline figures' })
    .getByRole('link', { name: /^Released/ });
  const all = numberIn(await released.textContent());
  await page.getByLabel('Priority').selectOption('STAT');
  await page.getByLabel('By', { exact: true }).selectOption('week');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/priority=STAT/);
  await expect(page.getByRole('figure', { name: 'Released by week' })).toBeVisible();
  const stat = numberIn(await released.textContent());
  expect(stat).toBeGreaterThan(0);
  expect(stat).toBeLessThan(all);
  await expect(page.getByLabel('By', { exact: true })).toHaveValue('week');
  await released.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `${stat.toLocaleString('en')} tests: released`,
  );
  await page.goBack();
  await expect(page.getByRole('figure', { name: 'Released by week' })).toBeVisible();
  await page.getByRole('link', { name: 'Remove filter priority: STAT' }).click();
  await expect(page).not.toHaveURL(/priority/);
  await expect(page).toHaveURL(/grain=week/);
});

test('a receipt says how it is computed, and answers the same over the interface', async ({
  as,
}) => {
  const page = await as('viewer');
  await page.goto(`${THROUGHPUT}?${PAST}`);
  await expectFigure(page);
  await page.getByRole('button', { name: 'How this is computed' }).click();
  const receipt = page.getByRole('dialog', { name: 'How this is computed' });
  const href = await receipt
    .getByRole('link', { name: 'The same figures as JSON' })
    .getAttribute('href');
  const answer = await page.request.get(href ?? '');
  expect(answer.status()).toBe(200);
  const { total }: { total: number } = await answer.json();
  const rows = await page.request.get(
    (await receipt.getByRole('link', { name: 'The rows as JSON' }).getAttribute('href')) ?? '',
  );
  expect(await rows.json()).toMatchObject({ total });
});

test('nothing to count says so, and leads to where there is something', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(`${THROUGHPUT}?from=2001-01-01&to=2001-01-07`);
  await expect(page.getByText('No tests: 1 Jan 2001 to 7 Jan 2001')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Jump to the latest data' }).click();
  await expect(page.getByRole('figure', { name: 'Released by day' })).toBeVisible();
});

test('what an address cannot ask for is said', async ({ as }) => {
  const page = await as('viewer');
  for (const [query, fault] of [
    ['grain=decade', /^grain: /],
    ['from=yesterday', /from: must be a day/],
    [`from=${daysAgo(1)}&to=${daysAgo(3)}`, /to: must not lie before from/],
    ['from=1990-01-01&grain=hour', /more than 10000 buckets/],
  ] as const) {
    await page.goto(`${THROUGHPUT}?${query}`);
    await expect(page.getByText('This address asks for something that is not there')).toBeVisible();
    await expect(page.getByText(fault)).toBeVisible();
  }
  await page.goto(`${THROUGHPUT}/rows?which=all-of-them`);
  await expect(page.getByText('This address asks for something that is not there')).toBeVisible();
  await page.goto(`/${DEMO_LAB}/figures/nothing-such`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/not|no /i);
});
