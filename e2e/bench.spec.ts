import { aDevice, freshNumber, makeSpecimen, move, scan, scanWhereTheFocusIs } from './bench';
import { expect, expectAccessible, signInAs, test } from './fixtures';

const BENCH = '/demo/bench';

test('the bench is worked by the keyboard alone', async ({ as, baseURL }) => {
  const page = await as('technician');
  const { number } = await makeSpecimen(page, baseURL, { state: 'expected' });
  const device = await aDevice(page);
  await page.goto(BENCH);
  const field = page.getByLabel('Scan or type a specimen number');
  await expect(field).toBeFocused();
  await scan(page, number);
  const specimen = page.getByRole('region', { name: `Specimen ${number}` });
  await expect(specimen.getByText('Expected').first()).toBeVisible();
  await expect(field).toBeFocused();

  await page.keyboard.press('Alt+r');
  await expect(specimen.getByRole('button', { name: /^Start/ })).toBeEnabled();
  await expect(field).toBeFocused();

  // Start asks for its device, and only for that.
  await page.keyboard.press('Alt+s');
  const dialog = page.getByRole('dialog', { name: 'Start' });
  await expect(dialog.getByLabel('Device')).toBeFocused();
  // As hands do: faster would be a scan.
  await page.keyboard.type(device, { delay: 120 });
  await page.keyboard.press('Enter');
  await expect(specimen.getByText('In process').first()).toBeVisible();
  await expect(specimen.getByText(device)).toBeVisible();
  await expect(field).toBeFocused();

  // Why the rest is not allowed stands beside it.
  await expect(specimen.getByRole('button', { name: 'Receive Only from' })).toBeDisabled();
  await page.keyboard.press('Alt+v');
  await expect(page.getByText('Verify: not now')).toBeVisible();

  await page.keyboard.press('Alt+u');
  await expect(specimen.getByText('Submitted').first()).toBeVisible();
  await expect(field).toBeFocused();
  await expect(page.getByRole('region', { name: 'Just handled' })).toContainText(number);
});

test('rejecting asks for the reason and who was informed, and both stay', async ({
  as,
  baseURL,
}) => {
  const page = await as('technician');
  const { number } = await makeSpecimen(page, baseURL);
  await page.goto(`${BENCH}?specimen=${number}`);
  await page.getByRole('button', { name: /^Reject/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Reject' });
  await dialog.getByLabel('Why it is rejected').selectOption({ label: 'Haemolysed (RH)' });
  await dialog.getByLabel('Who was informed').fill('Ward 3, Dr Okafor');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Reject' }).click();
  const specimen = page.getByRole('region', { name: `Specimen ${number}` });
  await expect(specimen.getByText('Rejected').first()).toBeVisible();
  await expect(specimen.getByText('Haemolysed')).toBeVisible();
  await expect(page.getByLabel('Scan or type a specimen number')).toBeFocused();
  await page.goto(`/demo/specimens/${number}`);
  const history = page.getByRole('list', { name: 'History' });
  await expect(history.getByText('Haemolysed · Told Ward 3, Dr Okafor').first()).toBeVisible();
});

test('one test of a tube is acted on, the others stay', async ({ as, baseURL }) => {
  const page = await as('technician');
  const { number, assays } = await makeSpecimen(page, baseURL, { tests: 2 });
  const [first = '', second = ''] = assays;
  await page.goto(`${BENCH}?specimen=${number}`);
  const tests = page.getByRole('list', { name: 'Tests', exact: true }).getByRole('listitem');
  await tests.filter({ hasText: first }).getByRole('checkbox').check();
  await expect(page.getByText(`Acts on ${first} only.`)).toBeVisible();
  await page.getByRole('button', { name: /^Submit/ }).click();
  await expect(tests.filter({ hasText: first }).getByText('Submitted')).toBeVisible();
  await expect(tests.filter({ hasText: second }).getByText('Received')).toBeVisible();
});

test('an unknown number is offered to be entered', async ({ as }) => {
  const page = await as('technician');
  const number = freshNumber();
  await page.goto(BENCH);
  await scan(page, number);
  await expect(page.getByText(`${number} is not in this lab`)).toBeVisible();
  await page.getByRole('link', { name: 'Enter it as new' }).click();
  await expect(page.getByLabel('Specimen number', { exact: true })).toHaveValue(number);
});

test('whoever submitted it does not verify it; another person does', async ({
  as,
  baseURL,
  browser,
}) => {
  const page = await as('supervisor');
  const { number } = await makeSpecimen(page, baseURL);
  await move(page, baseURL, number, { action: 'submit' });
  await page.goto(`${BENCH}?specimen=${number}`);
  const mine = page.getByRole('button', { name: /^Verify/ });
  await expect(mine).toBeDisabled();
  await expect(mine).toContainText('somebody else');

  const other = await (await browser.newContext({ baseURL })).newPage();
  await signInAs(other, 'manager');
  await other.goto(`${BENCH}?specimen=${number}`);
  await other.getByRole('button', { name: /^Verify/ }).click();
  const seen = other.getByRole('region', { name: `Specimen ${number}` });
  await expect(seen.getByText('Verified').first()).toBeVisible();
  await other.context().close();
});

test('invalidating is signed, and the retest appears and says why', async ({
  as,
  baseURL,
  browser,
}) => {
  const page = await as('manager');
  const { number, assays } = await makeSpecimen(page, baseURL);
  const [assay = ''] = assays;
  await move(page, baseURL, number, { action: 'submit' });
  const other = await (await browser.newContext({ baseURL })).newPage();
  await signInAs(other, 'admin');
  await move(other, baseURL, number, { action: 'verify' });
  await other.context().close();

  await page.goto(`/demo/specimens/${number}`);
  await page.getByRole('button', { name: 'Invalidate' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invalidate' });
  await expect(dialog.getByText('with the meaning Invalidate')).toBeVisible();
  await dialog.getByLabel('Reason').fill('Wrong reagent lot');
  await dialog.getByLabel('Your password').fill('not it');
  await dialog.getByRole('button', { name: 'Sign and invalidate' }).click();
  await expect(dialog.getByText(/password/i).last()).toBeVisible();
  await expect(dialog.getByLabel('Your password')).toHaveValue('');
  await dialog.getByLabel('Your password').fill('demo');
  await dialog.getByRole('button', { name: 'Sign and invalidate' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Run 2, because: Wrong reagent lot')).toBeVisible();
  const history = page.getByRole('list', { name: 'History' });
  await expect(history.getByText(/Signed by .* as Invalidate/)).toBeVisible();

  // A scan shows it and says why.
  await page.goto(BENCH);
  await scan(page, number);
  const specimen = page.getByRole('region', { name: `Specimen ${number}` });
  await expect(specimen.getByText(`${assay}: retest`)).toBeVisible();
  await expect(specimen.getByText(/because: Wrong reagent lot/)).toBeVisible();
});

test('of two who press at once one wins, and the other sees the new state', async ({
  as,
  baseURL,
  browser,
}) => {
  const page = await as('technician');
  const { number } = await makeSpecimen(page, baseURL);
  const other = await (await browser.newContext({ baseURL })).newPage();
  await signInAs(other, 'supervisor');
  const pages = [page, other];
  for (const each of pages) {
    await each.goto(`${BENCH}?specimen=${number}`);
    await expect(each.getByRole('button', { name: /^Submit/ })).toBeEnabled();
  }
  await Promise.all(pages.map((each) => each.getByRole('button', { name: /^Submit/ }).click()));
  for (const each of pages) {
    const specimen = each.getByRole('region', { name: `Specimen ${number}` });
    await expect(specimen.getByText('Submitted').first()).toBeVisible();
  }
  const losers = () =>
    Promise.all(
      pages.map((each) => each.getByText('It is now Submitted. Nothing of yours was done').count()),
    );
  await expect.poll(async () => (await losers()).toSorted()).toEqual([0, 1]);
  await other.context().close();
});

test('a scan while a comment is written opens the specimen and leaves the comment clean', async ({
  as,
  baseURL,
}) => {
  const page = await as('technician');
  const { number: first } = await makeSpecimen(page, baseURL);
  const { number: second } = await makeSpecimen(page, baseURL);
  await page.goto(`${BENCH}?specimen=${first}`);
  await page.getByRole('button', { name: /^Cancel/ }).click();
  const reason = page.getByRole('dialog', { name: 'Cancel' }).getByLabel('Reason');
  await reason.pressSequentially('Ordered twice ', { delay: 120 });
  await expect(reason).toHaveValue('Ordered twice ');
  await scanWhereTheFocusIs(page, second);
  await expect(page.getByRole('region', { name: `Specimen ${second}` })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(`Nothing was done to ${first}`).first()).toBeVisible();
});

test('a scan without a network is told so, and opens when scanned again', async ({
  as,
  baseURL,
}) => {
  const page = await as('technician');
  const { number } = await makeSpecimen(page, baseURL);
  await page.goto(BENCH);
  await expect(page.getByLabel('Scan or type a specimen number')).toBeFocused();
  await page.context().setOffline(true);
  await scan(page, number);
  await expect(page.getByText('It could not be read')).toBeVisible();
  await page.context().setOffline(false);
  await scan(page, number);
  await expect(page.getByRole('region', { name: `Specimen ${number}` })).toBeVisible();
});

test('a viewer has no bench', async ({ as }) => {
  const page = await as('viewer');
  expect((await page.goto(BENCH))?.status()).toBe(403);
  await page.goto('/demo/specimens');
  await expect(page.getByRole('heading', { name: 'Specimens', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Bench', exact: true })).toHaveCount(0);
});

test('the bench passes an accessibility scan', async ({ as, baseURL }) => {
  const page = await as('technician');
  const { number } = await makeSpecimen(page, baseURL, { tests: 3 });
  await page.goto(`${BENCH}?specimen=${number}`);
  await expect(page.getByRole('button', { name: /^Start/ })).toBeVisible();
  await expectAccessible(page);
});
