import { freshNumber, makeSpecimen } from './bench';
import { expect, expectAccessible, test } from './fixtures';
import type { Page } from '@playwright/test';

/** Specimens whose numbers begin alike, so that the list can show them alone. */
async function rack(page: Page, baseURL: string | undefined): Promise<string[]> {
  const prefix = freshNumber();
  const numbers: string[] = [];
  for (const [index, state] of (['received', 'received', 'expected'] as const).entries()) {
    const { number } = await makeSpecimen(page, baseURL, { state, number: `${prefix}-${index}` });
    numbers.push(number);
  }
  return numbers;
}

test('selected specimens are moved together, each with its result, and failures stay', async ({
  as,
  baseURL,
}) => {
  const page = await as('technician');
  const [first = '', second = '', expected = ''] = await rack(page, baseURL);
  const prefix = first.slice(0, -2);
  await page.goto(`/demo/specimens?q=${prefix}&sort=number&order=asc&rows=200`);
  await expect(page.getByRole('checkbox', { name: /^Select B-/ })).toHaveCount(3);
  // With Shift from the first to the last.
  await page.getByRole('checkbox', { name: `Select ${first}` }).check();
  await page.getByRole('checkbox', { name: `Select ${expected}` }).click({ modifiers: ['Shift'] });
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar.getByText('3 selected')).toBeVisible();
  await expectAccessible(page);

  await bar.getByRole('button', { name: /^Submit/ }).click();
  const results = page.getByRole('dialog', { name: 'Submit: 2 done, 1 refused' });
  const lines = results.getByRole('listitem');
  await expect(lines.filter({ hasText: first })).toContainText('Done: Submitted');
  await expect(lines.filter({ hasText: second })).toContainText('Done: Submitted');
  await expect(lines.filter({ hasText: expected })).toContainText('Refused');
  await results.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(bar.getByText('1 selected')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: `Select ${expected}` })).toBeChecked();

  // Cancelling asks for its reason, once for all.
  await bar.getByRole('button', { name: /^Cancel/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel' });
  await dialog.getByLabel('Reason').fill('Ordered twice');
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Cancel: 1 done' })).toBeVisible();
});

test('selected tests are moved, their neighbours on the tube are not', async ({ as, baseURL }) => {
  const page = await as('technician');
  const { number, assays } = await makeSpecimen(page, baseURL, { tests: 2 });
  const [first = '', second = ''] = assays;
  await page.goto(`/demo/tests?q=${number}`);
  await page.getByRole('checkbox', { name: `Select ${number} ${first}` }).check();
  await page
    .getByRole('region', { name: 'Selection' })
    .getByRole('button', { name: 'Submit' })
    .click();
  await page
    .getByRole('dialog', { name: 'Submit: 1 done' })
    .getByRole('button', { name: 'Close', exact: true })
    .last()
    .click();
  const rows = page.getByRole('region', { name: 'Tests' }).getByRole('row');
  await expect(rows.filter({ hasText: first })).toContainText('Submitted');
  await expect(rows.filter({ hasText: second })).toContainText('Received');
});

test('a viewer selects nothing', async ({ as }) => {
  const page = await as('viewer');
  await page.goto('/demo/specimens');
  await expect(page.getByRole('region', { name: 'Specimens' })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
});
