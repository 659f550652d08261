import { anExperimenter } from './experiments';
import { DEMO_LAB, expect, expectAccessible, test } from './fixtures';

test('an experiment advances before one’s eyes, with its forecast, and is finished', async ({
  as,
  browser,
}) => {
  const lab = await anExperimenter(browser);
  const uuid = await lab.begin([lab.stepOf('shake'), lab.stepOf('read')]);
  const page = await as('admin');
  await page.goto(`/${DEMO_LAB}/experiments/${uuid}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(lab.process);
  await expect(page.getByText('by its plan of 2 steps')).toBeVisible();
  const chart = page.getByRole('region', { name: 'Steps by device along time' });
  await expect(chart.getByRole('button', { name: /to come/ })).toHaveCount(2);

  await lab.tell(uuid, 'shake', { startedMsAgo: 20_000 });
  const shaking = chart.getByRole('button', { name: /^shake the plate, .*, running, since/ });
  await expect(shaking).toBeVisible();
  await expect(chart.getByRole('button', { name: /to come/ })).toHaveCount(1);
  // It grows without a word from anybody.
  const width = async () => (await shaking.boundingBox())?.width ?? 0;
  const before = await shaking.getAttribute('aria-label');
  await expect(shaking).not.toHaveAccessibleName(before ?? '');
  expect(await width()).toBeGreaterThan(0);

  await shaking.focus();
  const facts = page.getByRole('region', { name: 'The step pointed at' });
  await expect(facts).toContainText('1 min 00 s, longest of 1');
  await expect(facts.getByRole('link', { name: lab.plate.barcode })).toHaveAttribute(
    'href',
    `/${DEMO_LAB}/containers/${lab.plate.id}`,
  );
  await expectAccessible(page);

  await lab.tell(uuid, 'read', { startedMsAgo: 5_000, tookMs: 4_000, status: 'error' });
  const failed = chart.getByRole('button', { name: /^read the plate, .*failed, error/ });
  await expect(failed).toBeVisible();
  await expect(page.getByText('1 failed')).toBeVisible();
  await shaking.focus();
  await page.keyboard.press('ArrowDown');
  await expect(facts).toContainText('read the plate');

  await page.getByText('Show the steps as a table').click();
  const table = page.getByRole('region', { name: 'Steps of this experiment' });
  await expect(table.getByRole('row')).toHaveCount(4);

  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Finish this experiment' });
  await expect(dialog).toContainText('1 of its steps is still told as running');
  await dialog.getByRole('button', { name: 'Finish experiment' }).click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Finish', exact: true })).toHaveCount(0);
});

test('experiments are listed with those that run first, and filtered', async ({ as, browser }) => {
  const lab = await anExperimenter(browser);
  const uuid = await lab.begin();
  await lab.tell(uuid, 'shake', { startedMsAgo: 70_000, tookMs: 60_000 });
  const page = await as('viewer');
  await page.goto(`/${DEMO_LAB}/worklist`);
  await page.getByRole('link', { name: 'Experiments', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/${DEMO_LAB}/experiments$`));
  await expect(page.getByRole('heading', { level: 1, name: 'Experiments' })).toBeVisible();
  await page.getByLabel('Process', { exact: true }).selectOption(lab.processUuid);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(new RegExp(lab.processUuid));
  const running = page.getByRole('region', { name: 'Running experiments' });
  await expect(running.getByRole('row')).toHaveCount(2);
  await expect(running.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '50');
  const finished = page.getByRole('region', { name: 'Finished experiments' });
  await expect(finished.getByRole('row')).toHaveCount(2);
  await expectAccessible(page);

  await lab.finish(uuid);
  await expect(running).toHaveCount(0);
  await expect(finished.getByRole('row')).toHaveCount(3);

  await finished.getByRole('link', { name: lab.process }).first().click();
  await expect(page).toHaveURL(new RegExp(`/experiments/${uuid}$`));
  await expect(page.getByRole('button', { name: 'Finish', exact: true })).toHaveCount(0);
});

test('without plan and history there is no forecast, and the page says why', async ({
  as,
  browser,
}) => {
  const lab = await anExperimenter(browser);
  const unheard = { ...lab.stepOf('shake'), name: 'levitate', data: { fct: lab.name('levitate') } };
  const uuid = await lab.begin([unheard]);
  const page = await as('viewer');
  await page.goto(`/${DEMO_LAB}/experiments/${uuid}`);
  await expect(page.getByText('“levitate” was never done well before')).toBeVisible();
  await expect(page.getByText('No steps yet')).toBeVisible();
});
