import { makeSpecimen, move } from './bench';
import { DEMO_LAB, expect, expectAccessible, test } from './fixtures';
import { another, rowOf, statesOf, submitted } from './worklist';

const WORKLIST = `/${DEMO_LAB}/worklist`;

test('a second person verifies and publishes from the list, by the mouse', async ({
  as,
  browser,
  baseURL,
}) => {
  const page = await as('supervisor');
  const technician = await another(browser, 'technician');
  const { numbers } = await submitted(technician, baseURL);
  const [number = ''] = numbers;
  await page.goto(`${WORKLIST}?bench=all&q=${number}`);
  const row = rowOf(page, number);
  await expect(row).toContainText(/left|No deadline/);
  await row.getByRole('button', { name: `Verify ${number}` }).click();
  await expect(row.getByRole('button', { name: `Publish ${number}` })).toBeVisible();
  expect(await statesOf(page, number)).toEqual(['verified']);
  await row.getByRole('button', { name: `Publish ${number}` }).click();
  await expect(page.getByText('Nothing matches')).toBeVisible();
  expect(await statesOf(page, number)).toEqual(['published']);
});

test('with the keyboard alone: move, select, verify, publish, open', async ({
  as,
  browser,
  baseURL,
}) => {
  const page = await as('supervisor');
  const technician = await another(browser, 'technician');
  const { numbers } = await submitted(technician, baseURL, { count: 2 });
  const [number = ''] = numbers;
  await page.goto(`${WORKLIST}?bench=all&q=${number}`);
  const link = page.getByRole('link', { name: number, exact: true });
  await expect(link).toBeVisible();

  // Keys that are typed into a field are text.
  await page.getByRole('searchbox', { name: 'Number', exact: true }).focus();
  await page.keyboard.press('End');
  await page.keyboard.type('v');
  expect(await statesOf(page, number)).toEqual(['submitted']);
  await page.getByRole('searchbox', { name: 'Number', exact: true }).blur();

  await page.keyboard.press('j');
  await expect(link).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByRole('checkbox', { name: new RegExp(number) })).toBeChecked();
  await page.keyboard.press('x');
  await expect(page.getByRole('checkbox', { name: new RegExp(number) })).not.toBeChecked();
  await page.keyboard.press('v');
  await expect(page.getByRole('button', { name: `Publish ${number}` })).toBeVisible();
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible();

  await page.goto(`${WORKLIST}?bench=all&q=${number}`);
  await expect(link).toBeVisible();
  await page.getByRole('button', { name: 'Switch keys off' }).click();
  await page.keyboard.press('j');
  await expect(link).not.toBeFocused();
  await page.getByRole('button', { name: 'Switch keys on' }).click();
  await page.getByRole('button', { name: 'Switch keys off' }).blur();
  await page.keyboard.press('j');
  await expect(link).toBeFocused();
  await page.keyboard.press('p');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  expect(await statesOf(page, number)).toEqual(['published']);
});

test('many are verified at once, only the tests selected, and each refusal is named', async ({
  as,
  browser,
  baseURL,
}) => {
  const page = await as('supervisor');
  const technician = await another(browser, 'technician');
  const { numbers, assays } = await submitted(technician, baseURL, { count: 3, tests: 2 });
  const [first = '', second = '', third = ''] = numbers;
  // The three share how their numbers begin.
  let shared = first;
  while (!second.startsWith(shared) || !third.startsWith(shared)) shared = shared.slice(0, -1);
  // Without live updates, what others do meanwhile is not seen before it is refused.
  await page.route('**/api/v1/stream**', (route) => route.abort());
  await page.goto(`${WORKLIST}?bench=all&next=verify&q=${shared}`);
  for (const number of numbers) await expect(rowOf(page, number).first()).toBeVisible();
  for (const box of [`Select ${first} ${assays[0]}`, `Select ${second} ${assays[0]}`]) {
    await page.getByRole('checkbox', { name: box }).check();
  }
  await page.getByRole('checkbox', { name: `Select ${third} ${assays[0]}` }).check();
  await page.getByRole('checkbox', { name: `Select ${third} ${assays[1]}` }).check();
  // High enough that neither the head nor the bar covers a part of a row.
  await page.setViewportSize({ width: 1440, height: 2400 });
  await expectAccessible(page);
  const other = await another(browser, 'manager');
  await move(other, baseURL, second, { action: 'verify', assays: [assays[0]] });

  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar).toContainText('4 tests');
  await bar.getByRole('button', { name: 'Verify 4' }).click();
  await expect(page.getByText('Verify: done on 2 specimens, not on 1')).toBeVisible();
  const refused = page.getByRole('list', { name: 'Not done' });
  await expect(refused.getByRole('link', { name: second })).toBeVisible();
  expect(await statesOf(page, first)).toEqual(['verified', 'submitted']);
  expect(await statesOf(page, third)).toEqual(['verified', 'verified']);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(refused).toHaveCount(0);
});

test('nobody verifies their own: it is listed, but not to verify, and says why', async ({
  as,
  baseURL,
}) => {
  const page = await as('supervisor');
  const { number } = await makeSpecimen(page, baseURL);
  await move(page, baseURL, number, { action: 'submit' });
  await page.goto(`${WORKLIST}?bench=all&q=${number}`);
  const row = rowOf(page, number);
  await expect(row).toContainText('somebody else has to look');
  await expect(row.getByRole('button')).toHaveCount(0);
  await page.getByRole('link', { name: /^To verify/ }).click();
  await expect(page.getByText('Nothing matches')).toBeVisible();
});

test('whoever comes second is told that somebody was faster, and sees what is', async ({
  as,
  browser,
  baseURL,
}) => {
  const page = await as('supervisor');
  const technician = await another(browser, 'technician');
  const { numbers } = await submitted(technician, baseURL);
  const [number = ''] = numbers;
  await page.route('**/api/v1/stream**', (route) => route.abort());
  await page.goto(`${WORKLIST}?bench=all&q=${number}`);
  const verify = page.getByRole('button', { name: `Verify ${number}` });
  await expect(verify).toBeVisible();
  await move(await another(browser, 'manager'), baseURL, number, { action: 'verify' });
  await verify.click();
  await expect(page.getByText('Somebody was faster')).toBeVisible();
  await expect(page.getByRole('button', { name: `Publish ${number}` })).toBeVisible();
});

test('starting asks for the device where there is none', async ({ as, baseURL }) => {
  const page = await as('supervisor');
  const { number } = await makeSpecimen(page, baseURL);
  await page.goto(`${WORKLIST}?bench=all&q=${number}`);
  await page.getByRole('button', { name: `Start ${number}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Start' });
  await dialog.getByLabel('Device').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: `Submit ${number}` })).toBeVisible();
  expect(await statesOf(page, number)).toEqual(['in_process']);
});

test('one chooses a bench, works by it, and looks at all again', async ({ as }) => {
  const page = await as('manager');
  await page.goto(WORKLIST);
  await page.getByRole('button', { name: 'Choose my bench' }).click();
  const dialog = page.getByRole('dialog', { name: 'My bench' });
  await dialog.getByRole('checkbox', { name: 'Haematology' }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save my bench' }).click();
  await expect(page).toHaveURL(/bench=mine/);
  await expect(page.getByText('Open tests of Haematology, the most pressing first.')).toBeVisible();

  await page.goto(WORKLIST);
  const whose = page.getByRole('navigation', { name: 'Whose work' });
  await expect(whose.getByRole('link', { name: 'My bench' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await whose.getByRole('link', { name: 'All' }).click();
  await expect(page).toHaveURL(/bench=all/);
  await expect(page.getByText('Open tests, the most pressing first.')).toBeVisible();

  await page.getByRole('button', { name: 'Change my bench' }).click();
  await dialog.getByRole('checkbox', { name: 'Haematology' }).uncheck();
  await dialog.getByRole('button', { name: 'Save my bench' }).click();
  await expect(page.getByRole('button', { name: 'Choose my bench' })).toBeVisible();
});

test('filters and figures narrow the list, and what does not exist is named', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(`${WORKLIST}?bench=all`);
  await expectAccessible(page);
  const strip = page.getByRole('list', { name: 'How they stand' });
  await strip.getByRole('link', { name: /In time/ }).click();
  await expect(page).toHaveURL(/urgency=in_time/);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['In time']);
  // A viewer looks on.
  await expect(page.getByRole('button', { name: /^(Verify|Start|Submit|Publish) / })).toHaveCount(
    0,
  );
  await strip.getByRole('link', { name: /In time/ }).click();
  await expect(page).not.toHaveURL(/urgency/);
  await page.getByLabel('Priority').selectOption('Urgent');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('link', { name: 'Remove filter Priority: Urgent' }).click();
  await expect(page).not.toHaveURL(/priority/);
  await page.goto(`${WORKLIST}?assay=NO-SUCH`);
  await expect(page.getByText('This list cannot be shown')).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).first().click();
  await expect(strip).toBeVisible();
});

test('what was collected and has not come is missing until it comes', async ({ as, baseURL }) => {
  const page = await as('supervisor');
  const { number, assays } = await makeSpecimen(page, baseURL, { state: 'expected' });
  const lost = `${number}-LOST`;
  const headers = { origin: new URL(baseURL ?? '').origin, 'x-lab': DEMO_LAB };
  // Longer than any location lets it.
  const collected = new Date(Date.now() - 40 * 86_400_000).toISOString();
  const made = await page.request.post('/api/v1/specimens', {
    headers,
    data: { specimen_id: lost, assay: assays[0], state: 'expected', collected_at: collected },
  });
  expect(made.status(), await made.text()).toBe(201);
  await page.goto(`/${DEMO_LAB}/missing?bench=all&assay=${assays[0]}`);
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: lost, exact: true }) });
  await expect(row).toContainText('40 d');
  await expect(page.getByRole('link', { name: number, exact: true })).toHaveCount(0);
  await expectAccessible(page);
  const pending = page.getByRole('region', { name: 'Pending by assay' });
  await expect(pending.getByRole('link', { name: assays[0], exact: true })).toBeVisible();

  await move(page, baseURL, lost, { action: 'receive' });
  await page.reload();
  await expect(pending).toBeVisible();
  await expect(page.getByRole('link', { name: lost, exact: true })).toHaveCount(0);
  await pending.getByRole('link', { name: assays[0], exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/worklist\\?bench=all&assay=`));
});
