import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';
import { aProcess } from './processes';

const PROCESSES = `/${DEMO_LAB}/processes`;

test('a viewer finds a process, and reads what a version changed', async ({ as, browser }) => {
  const process = await aProcess(browser);
  const before = 'volume = 100\nfor row in rows:\n    dispense(row, volume)\nread(450)\n';
  await process.register(before);
  await process.register(before.replace('volume = 100', 'volume = 120\nmix = True'));
  const third = await process.register(before.replace('read(450)', 'read(600)'));

  const page = await as('viewer');
  await page.goto(PROCESSES);
  await page.getByRole('searchbox', { name: 'Name' }).fill(process.name);
  await page.getByRole('searchbox', { name: 'Name' }).press('Enter');
  const row = page.getByRole('row', { name: process.name });
  await expect(row.getByRole('cell').nth(1)).toHaveText('3');
  await expectAccessible(page);
  await row.getByRole('link', { name: process.name }).click();
  await expect(page).toHaveURL(new RegExp(`/processes/${third}$`));
  await expect(page.getByRole('heading', { level: 1, name: process.name })).toBeVisible();
  await expect(page.getByText('Not run yet')).toBeVisible();

  const views = page.getByRole('navigation', { name: 'Views of this version' });
  await views.getByRole('link', { name: 'Source' }).click();
  const source = page.getByRole('region', { name: 'Source of version 3' });
  await expect(source).toContainText('read(600)');
  await expect(source).toContainText('1\n2\n3\n4');
  await expectAccessible(page);

  await views.getByRole('link', { name: 'Changes' }).click();
  const fromSecond = page.getByRole('region', { name: 'Changes from version 2 to version 3' });
  await expect(fromSecond.getByRole('row', { name: 'Removed: mix = True' })).toBeVisible();
  await expect(fromSecond.getByRole('row', { name: 'Added: read(600)' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Compared with version 2' }).click();
  await page.getByRole('menuitem', { name: 'Version 1' }).click();
  const fromFirst = page.getByRole('region', { name: 'Changes from version 1 to version 3' });
  await expect(fromFirst.getByRole('row', { name: 'Added: read(600)' })).toBeVisible();
  await expect(fromFirst.getByRole('row', { name: 'mix = True' })).toBeHidden();

  await page.getByRole('button', { name: 'Version 3', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Version 1' }).click();
  await expect(page.getByText('This is the first version')).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFitsWidth(page);
});

test('experiments appear as they begin and end, with their failures', async ({ as, browser }) => {
  const process = await aProcess(browser);
  const uuid = await process.register('run()\n');
  const page = await as('viewer');
  await page.goto(`${PROCESSES}/${uuid}`);
  await expect(page.getByText('Not run yet')).toBeVisible();

  const experiment = await process.begin(uuid);
  const row = page.getByRole('table').first().getByRole('row').nth(1);
  await expect(row).toContainText('Running');
  await expect(row.getByRole('link')).toHaveAttribute(
    'href',
    `/${DEMO_LAB}/experiments/${experiment}`,
  );
  await process.step(experiment, 'error');
  await process.step(experiment, 'finished');
  await expect(row.getByRole('cell').nth(3)).toHaveText('2');
  await expect(row.getByRole('cell').nth(4)).toHaveText('1');
  await process.finish(experiment);
  await expect(row).toContainText('Finished');
  await expect(page.getByText('1 finished', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'How long experiments took' })).toBeVisible();
  await expectAccessible(page);
});

test('a source of ten thousand lines and a very long name stay readable', async ({
  as,
  browser,
}) => {
  const process = await aProcess(browser, `Overnight_${'screening_'.repeat(15)}run`);
  const lines = (word: string) =>
    Array.from({ length: 10_000 }, (_, line) => `${word}(${line})\n`).join('');
  await process.register(lines('dispense'));
  const second = await process.register(lines('aspirate'));
  const page = await as('viewer');
  await page.goto(`${PROCESSES}/${second}?view=source`);
  await expect(page.getByText('10,000 lines')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Source of version 2' })).toContainText(
    'aspirate(9999)',
  );
  await page.goto(`${PROCESSES}/${second}?view=changes`);
  await expect(page.getByText('The first 1,000 of 20,000 lines.')).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFitsWidth(page);
  await page.goto(PROCESSES);
  await expectFitsWidth(page);
  await expectAccessible(page);
});

test('a process that is not there is not found', async ({ as }) => {
  const page = await as('viewer');
  const answer = await page.goto(`${PROCESSES}/01890000-0000-7000-8000-000000000000`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: /not found|no such/i })).toBeVisible();
  await page.goto(`${PROCESSES}?cursor=nonsense`);
  await expect(page.getByText('This list cannot be shown')).toBeVisible();
});
