import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

const LISTS = [
  ['assays', 'Assays'],
  ['analytes', 'Analytes'],
  ['departments', 'Departments'],
  ['locations', 'Locations'],
  ['rejection-reasons', 'Rejection reasons'],
  ['error-codes', 'Error codes'],
  ['devices', 'Devices'],
  ['settings', 'Lab settings'],
] as const;

for (const [path, title] of LISTS) {
  test(`${title} can be read by everyone who may, on desk and phone`, async ({ as }) => {
    const page = await as('admin');
    await page.goto(`/demo/admin/${path}`);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectFitsWidth(page);
  });

  test(`${title} is closed to a manager`, async ({ as }) => {
    const page = await as('manager');
    await page.goto(`/demo/admin/${path}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Not for your role' })).toBeAttached();
    await expect(page.getByRole('heading', { name: title })).toHaveCount(0);
  });
}

test('an admin adds, edits, retires and takes back a department, by keyboard', async ({ as }) => {
  const page = await as('admin');
  const name = `Parasitology ${Date.now()}`;
  await page.goto('/demo/admin/departments');
  await page.getByRole('button', { name: 'Add department' }).first().press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Add department' });
  await sheet.getByLabel('Name').press('Enter');
  await expect(sheet.getByText('must not be empty')).toBeVisible();
  await sheet.getByLabel('Name').fill(name);
  await sheet.getByLabel('Name').press('Enter');
  await expect(sheet).toBeHidden();

  await page.getByRole('button', { name: `Edit department ${name}` }).press('Enter');
  const edit = page.getByRole('dialog', { name: `Edit department ${name}` });
  await expectAccessible(page);
  await edit.getByLabel('Name').fill(`${name} II`);
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: `Edit department ${name} II` })).toBeVisible();

  await page.getByRole('button', { name: `Retire ${name} II` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Retire department' }).click();
  await expect(page.getByRole('button', { name: `Edit department ${name} II` })).toBeHidden();
  await page
    .getByRole('navigation', { name: 'Show' })
    .getByRole('link', { name: 'Retired' })
    .click();
  await page.getByRole('button', { name: `Reactivate ${name} II` }).click();
  await expect(page.getByRole('button', { name: `Reactivate ${name} II` })).toBeHidden();

  await page.goto('/demo/admin/departments');
  await page.getByRole('button', { name: 'Add department' }).first().click();
  await page.getByLabel('Name').fill(`${name} ii`);
  await page.getByLabel('Name').press('Enter');
  await expect(page.getByText('is the name of another department')).toBeVisible();
});

test('wrong limits and a mistyped LOINC are named at their fields', async ({ as }) => {
  const page = await as('admin');
  const code = `T${Date.now()}`;
  await page.goto('/demo/admin/analytes');
  await page.getByRole('button', { name: 'Add analyte' }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Add analyte' });
  await sheet.getByLabel('Code').fill(code);
  await sheet.getByLabel('Name').fill('Test analyte');
  await sheet.getByLabel('LOINC').fill('2951-3');
  await sheet.getByRole('button', { name: 'Add analyte' }).click();
  await expect(sheet.getByText('its check digit does not fit')).toBeVisible();
  await expect(sheet.getByLabel('LOINC')).toBeFocused();
  await sheet.getByLabel('LOINC').fill('2951-2');
  await sheet.getByLabel('Reference low').fill('145');
  await sheet.getByLabel('Reference high').fill('135,5');
  await sheet.getByRole('button', { name: 'Add analyte' }).click();
  await expect(sheet.getByText('must not be below the lower reference limit (145)')).toBeVisible();
  await sheet.getByLabel('Reference low').fill('35');
  await sheet.getByRole('button', { name: 'Add analyte' }).click();
  await expect(sheet).toBeHidden();
  await page.goto(`/demo/admin/analytes?q=${code}`);
  await expect(page.getByRole('row', { name: new RegExp(code) })).toContainText('35 – 135.5');
});

test('an assay shows its analytes in the order they were put in', async ({ as }) => {
  const page = await as('admin');
  const code = `PANEL${Date.now()}`;
  await page.goto('/demo/admin/assays');
  await page.getByRole('button', { name: 'Add assay' }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Add assay' });
  await sheet.getByLabel('Code').fill(code);
  await sheet.getByLabel('Name').fill('Two of them');
  const choose = sheet.getByLabel('Add an analyte');
  await choose.selectOption('NA');
  await choose.selectOption('K');
  await sheet.getByRole('button', { name: 'Move K up' }).click();
  await sheet.getByRole('button', { name: 'Add assay' }).click();
  await expect(sheet).toBeHidden();
  await page.goto(`/demo/admin/assays?q=${code}`);
  await expect(page.getByRole('row', { name: new RegExp(code) })).toContainText('K, NA');
});

test('a search that finds nothing says so and leads back', async ({ as }) => {
  const page = await as('admin');
  await page.goto('/demo/admin/devices');
  await page.getByRole('searchbox', { name: 'Search devices' }).fill('no such device');
  await page.getByRole('searchbox', { name: 'Search devices' }).press('Enter');
  await expect(page.getByText('No devices match “no such device”')).toBeVisible();
  await expect(page).toHaveURL(/q=no\+such\+device/);
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(page.getByRole('table')).toBeVisible();
});

test('another time zone asks to be confirmed', async ({ as }) => {
  const page = await as('admin');
  await page.goto('/demo/admin/settings');
  const before = await page.getByLabel('Time zone').inputValue();
  await page.getByLabel('Time zone').selectOption('Pacific/Auckland');
  await expect(page.getByText('Past figures will move to other days')).toBeVisible();
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('tick this to move past figures to other days')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Time zone')).toHaveValue(before);
});
