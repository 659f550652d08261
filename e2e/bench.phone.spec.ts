import { makeSpecimen } from './bench';
import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('on a phone the bench, a specimen’s page and scan mode fit and are worked', async ({
  as,
  baseURL,
}) => {
  const page = await as('technician');
  const { number, assays } = await makeSpecimen(page, baseURL, { tests: 3 });
  await page.goto('/demo/bench');
  await page.getByLabel('Scan or type a specimen number').fill(number);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const specimen = page.getByRole('region', { name: `Specimen ${number}` });
  await expect(specimen).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);

  await page.goto(`/demo/specimens/${number}`);
  await expectFitsWidth(page);
  await expectAccessible(page);
  const [first = ''] = assays;
  await page.getByRole('button', { name: `Actions for ${first}` }).click();
  await expect(page.getByRole('menuitem', { name: /^Verify.*Only from Submitted/ })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Submit', exact: true }).click();
  await expect(page.getByText('It is now Received.').first()).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'History' }).getByText('Submit', { exact: true }),
  ).toBeVisible();

  await page.goto('/demo/scan');
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.getByLabel('Why it is rejected').selectOption('RH');
  await expectFitsWidth(page);
  await page.getByRole('button', { name: 'Start scanning' }).click();
  await page.getByLabel('Scan the next tube').fill(number);
  await page.getByRole('button', { name: 'Take' }).click();
  await expect(page.getByLabel('Count', { exact: true })).toHaveText('1 done · 0 refused');
  await expectFitsWidth(page);
  await expectAccessible(page);
});

test('on a phone rows of the list are selected and moved', async ({ as, baseURL }) => {
  const page = await as('technician');
  const { number } = await makeSpecimen(page, baseURL);
  await page.goto(`/demo/specimens?q=${number}`);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).last().check();
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar.getByText('1 selected')).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
});
