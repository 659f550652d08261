import { makeCritical } from './critical-result';
import { expect, expectAccessible, signInAs, test } from './fixtures';

test('a technician calls a critical: nobody reached, then read back, and it is closed', async ({
  as,
}) => {
  const page = await as('technician');
  await page.goto('/demo/criticals');
  const { number, first, value } = await makeCritical(page);
  // It appears by itself: nobody reloads a list of criticals.
  const row = page
    .getByRole('list', { name: 'Open criticals' })
    .getByRole('listitem')
    .filter({ hasText: number });
  await expect(row.getByText(value)).toBeVisible();
  await expect(row.getByRole('timer')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Close / })).toHaveCount(0);
  await expectAccessible(page);

  const call = row.getByRole('button', { name: `Call ${first.code} of ${number}` });
  await call.click();
  const sheet = page.getByRole('dialog', { name: `Call ${number}` });
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Record the call' }).click();
  await expect(sheet.getByText('say what came of the call')).toBeVisible();
  await sheet.getByRole('radio', { name: 'Could not reach anybody' }).click();
  await sheet.getByRole('button', { name: 'Record the call' }).click();
  await expect(sheet.getByText('say whom you told or tried to tell')).toBeVisible();
  await sheet.getByLabel('Whom you tried to reach').fill('Ward 4');
  await sheet.getByRole('button', { name: 'Record the call' }).click();
  await expect(sheet).toBeHidden();
  await expect(row.getByRole('list', { name: 'Calls' })).toContainText('Nobody reached: Ward 4');

  await call.click();
  await sheet.getByRole('radio', { name: 'Told, and read back' }).click();
  await sheet.getByLabel('Whom you told').fill('Dr Jones');
  await sheet.getByLabel('Their role').fill('Physician');
  await sheet.getByLabel('When (empty: now)').fill('2020-01-01T08:00');
  await sheet.getByRole('button', { name: 'Record the call' }).click();
  await expect(sheet.getByText(/lies before the result was known/)).toBeVisible();
  await sheet.getByLabel('When (empty: now)').fill('');
  await sheet.getByRole('button', { name: 'Record the call' }).click();
  await expect(sheet).toBeHidden();
  await expect(row).toHaveCount(0);

  await page.getByRole('link', { name: 'Closed' }).click();
  const closed = page
    .getByRole('list', { name: 'Closed criticals' })
    .getByRole('listitem')
    .filter({ hasText: number });
  await expect(closed.getByText('Confirmed', { exact: true })).toBeVisible();
  await expect(closed.getByText(/Dr Jones.*Physician · phone/)).toBeVisible();
  await expectAccessible(page);
});

test('a supervisor closes what nobody could be told of', async ({ as }) => {
  const page = await as('supervisor');
  await page.goto('/demo/criticals');
  const { number, first } = await makeCritical(page);
  await page.goto(`/demo/specimens/${number}`);
  const banner = page.getByRole('region', { name: 'A critical result waits for its call' });
  const close = banner.getByRole('button', {
    name: `Close ${first.code} of ${number} without a call`,
  });
  await close.click();
  const sheet = page.getByRole('dialog', { name: `Close ${number}` });
  await expect(sheet.getByRole('radio', { name: 'Nobody could be reached' })).toBeDisabled();
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Leave it' }).click();

  await banner.getByRole('button', { name: `Call ${first.code} of ${number}` }).click();
  const call = page.getByRole('dialog', { name: `Call ${number}` });
  await call.getByRole('radio', { name: 'Could not reach anybody' }).click();
  await call.getByLabel('Whom you tried to reach').fill('Ward 4');
  await call.getByRole('button', { name: 'Record the call' }).click();
  await expect(call).toBeHidden();
  await expect(banner.getByText('Nobody reached: Ward 4')).toBeVisible();

  await close.click();
  await sheet.getByRole('radio', { name: 'Nobody could be reached' }).click();
  await sheet.getByLabel('Passed on to').fill('Medical director');
  await sheet.getByRole('button', { name: 'Close this critical' }).click();
  await expect(sheet.getByText('say why')).toBeVisible();
  await sheet.getByLabel('Reason').fill('The ward is closed');
  await sheet.getByRole('button', { name: 'Close this critical' }).click();
  // While a dialog is open what lies behind it is hidden, gone or not.
  await expect(sheet).toBeHidden();
  await expect(banner).toHaveCount(0);
  await page.goto('/demo/criticals?status=closed');
  const closed = page
    .getByRole('list', { name: 'Closed criticals' })
    .getByRole('listitem')
    .filter({ hasText: number });
  await expect(closed).toContainText('The ward is closed, passed on to Medical director');
});

test('of two who confirm the same critical one is told that it is done', async ({
  as,
  browser,
}) => {
  const page = await as('technician');
  await page.goto('/demo/criticals');
  const { number, first } = await makeCritical(page);
  const other = await (await browser.newContext()).newPage();
  await signInAs(other, 'supervisor');
  // Hears of nothing, so that it still shows the form when the first has confirmed.
  await other.route('**/api/v1/stream*', (route) => route.abort());
  const name = `Call ${first.code} of ${number}`;
  for (const each of [page, other]) {
    await each.goto(`/demo/specimens/${number}`);
    await each.getByRole('button', { name }).click();
    const sheet = each.getByRole('dialog');
    await sheet.getByRole('radio', { name: 'Told, and read back' }).click();
    await sheet.getByLabel('Whom you told').fill('Dr Jones');
  }
  await page.getByRole('button', { name: 'Record the call' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await other.getByRole('button', { name: 'Record the call' }).click();
  await expect(other.getByText(/was called and read back already/)).toBeVisible();
  await other.reload();
  await expect(other.getByRole('button', { name })).toHaveCount(0);
  await other.context().close();
});

test('a viewer sees criticals and calls none; filters are in the address', async ({ as }) => {
  const page = await as('viewer');
  await page.goto('/demo/criticals');
  await expect(page.getByRole('list', { name: 'Open criticals' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Call|Close) / })).toHaveCount(0);
  await page.getByLabel('Assay').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/\/criticals\?assay=[^&]+$/);
  await page.getByRole('link', { name: /Remove filter Assay/ }).click();
  await expect(page).not.toHaveURL(/assay=/);
  await page.goto('/demo/criticals?assay=NO-SUCH');
  await expect(page.getByText('this lab has no assay “NO-SUCH”')).toBeVisible();
  await expectAccessible(page);
});
