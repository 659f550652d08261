import type { Page } from '@playwright/test';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';

const PAGES = [
  ['targets', 'Targets'],
  ['targets/matrix', 'Resolved matrix'],
  ['targets/calendar', 'Opening hours and holidays'],
] as const;

for (const [path, tab] of PAGES) {
  test(`${tab}: everybody reads it, on desk and phone`, async ({ as }) => {
    const page = await as('viewer');
    await page.goto(`/${DEMO_LAB}/${path}`);
    await expect(
      page.getByRole('heading', { level: 1, name: 'Targets and calendar' }),
    ).toBeVisible();
    const tabs = page.getByRole('navigation', { name: 'Targets and calendar' });
    await expect(tabs.getByRole('link', { name: tab })).toHaveAttribute('aria-current', 'page');
    for (const control of [/^Add/, /^Change/, /^Edit/, /^End/, /^Withdraw/, /^Remove/]) {
      await expect(page.getByRole('main').getByRole('button', { name: control })).toHaveCount(0);
    }
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectFitsWidth(page);
  });
}

test('the navigation leads there', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(`/${DEMO_LAB}/turnaround`);
  await page.getByRole('link', { name: 'Targets', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/${DEMO_LAB}/targets$`));
});

/** The rows of the table of targets that begin with this name. */
const rowsOf = (page: Page, name: string) =>
  page
    .getByRole('region', { name: 'Targets in force and planned' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: false }) });

test('a manager sets a target, follows it by another, withdraws that and ends it', async ({
  as,
}) => {
  const page = await as('manager');
  await page.goto(`/${DEMO_LAB}/targets`);
  await page.getByRole('button', { name: 'Add target' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add target' });
  await sheet.getByLabel('Target', { exact: true }).fill('soon');
  await sheet.getByRole('button', { name: 'Add target' }).click();
  await expect(sheet.getByText('Must be a time such as 45, 1:30 or 4 h')).toBeVisible();
  await expect(sheet.getByLabel('Target', { exact: true })).toBeFocused();
  // Of a segment that nothing else here looks at.
  await sheet.getByLabel('Segment').selectOption({ label: 'Order to verification' });
  await sheet.getByLabel('Assay').selectOption('GLU');
  await sheet.getByLabel('Priority').selectOption('URGENT');
  await sheet.getByLabel('Target', { exact: true }).fill('1:30');
  await sheet.getByLabel('In opening hours').check();
  await sheet.getByLabel('In force from').fill('2020-01-01T08:00');
  await sheet.getByRole('button', { name: 'Add target' }).click();
  await expect(sheet.getByText(/lies in the past/i)).toBeVisible();
  await expectAccessible(page);
  await sheet.getByLabel('In force from').fill('');
  await sheet.getByRole('button', { name: 'Add target' }).click();
  await expect(sheet).toBeHidden();
  const rows = rowsOf(page, 'GLU · Urgent');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('1 h 30 min of opening hours');

  await rows.getByRole('button', { name: 'Change GLU · Urgent' }).click();
  const follow = page.getByRole('dialog', { name: 'New version of this target' });
  await follow.getByLabel('Target', { exact: true }).fill('45');
  await follow.getByLabel('In force from').fill('2040-01-01T08:00');
  await follow.getByRole('button', { name: 'Save' }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('01 Jan 2040 08:00');
  await expect(rows.nth(1)).toContainText('Planned');

  await rows.getByRole('button', { name: 'Edit GLU · Urgent' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit planned target' });
  await expect(edit.getByLabel('In force from')).toHaveValue('2040-01-01T08:00');
  await edit.getByLabel('In force from').fill('2041-01-01T08:00');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toBeHidden();
  await expect(rows.first()).toContainText('01 Jan 2041 08:00');

  await page.goto(`/${DEMO_LAB}/targets/matrix?segment=order_to_verify&at=2042-01-01T00:00`);
  const glucose = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: /GLU/ }) });
  await expect(glucose).toContainText('45 min');
  await page.goto(`/${DEMO_LAB}/targets`);

  await rows.getByRole('button', { name: 'Withdraw GLU · Urgent' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw target' }).click();
  await expect(rows).toHaveCount(1);
  await rows.getByRole('button', { name: 'End GLU · Urgent' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End target' }).click();
  await expect(rows).toHaveCount(0);
  await expect(
    page
      .getByRole('region', { name: 'Targets that ended' })
      .getByRole('row')
      .filter({ hasText: 'GLU · Urgent' })
      .first(),
  ).toBeVisible();
});

test('the matrix says where a target comes from and warns where STAT is no tighter', async ({
  as,
}) => {
  const page = await as('supervisor');
  await page.goto(`/${DEMO_LAB}/targets/matrix`);
  const row = (assay: string) =>
    page
      .getByRole('region', { name: 'Resolved targets' })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${assay}`) }) });
  await expect(row('GLU').getByRole('cell')).toContainText([
    'by priority',
    'by priority',
    'default',
  ]);
  await expect(row('CDIFF')).toContainText('STAT is no tighter than Routine');
  await expect(row('GLU')).not.toContainText('no tighter');
  await page.getByLabel('Assays').selectOption('warned');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/show=warned/);
  await expect(row('GLU')).toHaveCount(0);
  await expect(row('CDIFF')).toHaveCount(1);
  await page.goto(`/${DEMO_LAB}/targets/matrix?location=Nowhere`);
  await expect(page.getByText('This matrix cannot be shown')).toBeVisible();
});

test('a manager plans opening hours and withdraws them', async ({ as }) => {
  const page = await as('manager');
  await page.goto(`/${DEMO_LAB}/targets/calendar`);
  await page
    .getByRole('button', { name: /^(Change hours|Plan other hours)$/ })
    .first()
    .click();
  const sheet = page.getByRole('dialog', { name: 'Change opening hours' });
  await sheet.getByLabel('In force from').fill('2044-05-02');
  await sheet.getByLabel('Monday', { exact: true }).fill('8-12, 11-16');
  await sheet.getByLabel('Sunday', { exact: true }).fill('');
  await sheet.getByRole('button', { name: 'Save hours' }).click();
  await expect(sheet.getByText('08:00–12:00 and 11:00–16:00 overlap')).toBeVisible();
  await expect(sheet.getByLabel('Monday', { exact: true })).toBeFocused();
  await sheet.getByLabel('Monday', { exact: true }).fill('8-12, 13-16:30');
  await sheet.getByRole('button', { name: 'Copy Monday to Tuesday–Friday' }).click();
  await expect(sheet.getByLabel('Friday', { exact: true })).toHaveValue('8-12, 13-16:30');
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Save hours' }).click();
  await expect(sheet).toBeHidden();
  const card = page
    .getByRole('main')
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: /From 2 May 2044/ }) });
  await expect(card.getByText('08:00–12:00, 13:00–16:30')).toHaveCount(5);
  await expect(card.getByText('Closed')).toHaveCount(1);
  await card.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw calendar' }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(card).toHaveCount(0);
});

test('a manager adds holidays by hand and from a country’s calendar, and removes one', async ({
  as,
}) => {
  const page = await as('manager');
  await page.goto(`/${DEMO_LAB}/targets/calendar`);
  const list = page.getByRole('list', { name: 'Holidays to come' });
  const form = page.getByRole('form', { name: 'Add a holiday' });
  await form.getByLabel('Day').fill('2020-12-24');
  await form.getByLabel('Name').fill('Founders’ day');
  await form.getByRole('button', { name: 'Add holiday' }).click();
  await expect(form.getByText(/lies in the past/i)).toBeVisible();
  await form.getByLabel('Day').fill('2045-03-03');
  await form.getByRole('button', { name: 'Add holiday' }).click();
  await expect(list.getByText('Founders’ day')).toBeVisible();
  await list.getByRole('button', { name: /^Remove Founders’ day/ }).click();
  await expect(page.getByText('Founders’ day, 3 Mar 2045')).toHaveCount(0);
  await expect(list.getByText('Founders’ day')).toHaveCount(0);

  await page.getByLabel('Country').selectOption({ label: 'Germany' });
  await page.getByLabel('State').selectOption({ label: 'Bayern' });
  const year = String(new Date().getFullYear() + 2);
  await page.getByLabel('Year').selectOption(year);
  const holidays = page.getByRole('form', { name: 'Public holidays' });
  await expect(
    holidays.getByRole('checkbox', { name: new RegExp(`${year} ?Epiphany`) }),
  ).toBeChecked();
  const boxes = holidays.getByRole('checkbox');
  for (let left = await boxes.count(); left > 1; left -= 1) await boxes.nth(left - 1).uncheck();
  await expectAccessible(page);
  await holidays.getByRole('button', { name: 'Add 1 holiday' }).click();
  const added = list.getByRole('listitem').filter({ hasText: `1 Jan ${year}` });
  await expect(added).toHaveCount(1);
  await expect(holidays.getByText('New Year')).toHaveCount(0);
  await added.getByRole('button', { name: /^Remove/ }).click();
  await expect(added).toHaveCount(0);
});

test('the interface refuses whoever may not change them', async ({ as, baseURL }) => {
  const page = await as('supervisor');
  const headers = { 'x-lab': DEMO_LAB, origin: baseURL ?? '' };
  for (const path of ['targets', 'calendars']) {
    const listed = await page.request.get(`/api/v1/${path}`, { headers });
    expect(listed.ok()).toBe(true);
    const refused = await page.request.post(`/api/v1/${path}`, { headers, data: {} });
    expect(refused.status()).toBe(403);
  }
});
