import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';
import { checkFile, DIRTY_CSV, freshName, QUALITY, writeRules } from './quality';

test('a report is read on a phone', async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as('viewer');
  await page.goto(QUALITY);
  await expectFitsWidth(page);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Check a file' }).click();
  await expectFitsWidth(page);
  await checkFile(page, `${freshName('phone').replace(' ', '-')}.csv`, DIRTY_CSV);
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Fail', {
    timeout: 60_000,
  });
  await expect(page.getByRole('listitem', { name: 'Turnaround is possible' })).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
  await page.goto(`${QUALITY}/runs`);
  await expectFitsWidth(page);
});

test('rules are edited on a phone', async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as('manager');
  await page.goto(`${QUALITY}/rules/new`);
  await expectFitsWidth(page);
  await writeRules(page, 'rules:\n  - name: Rows\n    type: row_cont\n    min: 1\n');
  const fault = page.getByRole('list', { name: 'Faults' }).getByRole('button');
  await expect(fault).toContainText('Did you mean “row_count”?');
  await expectFitsWidth(page);
  await expectAccessible(page);
  await fault.tap();
  await expect(page.getByRole('textbox', { name: 'Rules in YAML' })).toBeFocused();
  await writeRules(page, 'rules:\n  - name: Rows\n    type: row_count\n    min: 1\n');
  await expect(page.getByText('1 rule, no fault')).toBeVisible();
  const name = freshName('Phone');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Save and judge the lab’s data' }).tap();
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Pass', {
    timeout: 60_000,
  });
  await expectFitsWidth(page);
  await page.getByRole('link', { name: `${name}, version 1` }).click();
  await expectFitsWidth(page);
  await page.getByRole('button', { name: 'Remove' }).tap();
  await page.getByRole('button', { name: 'Remove rule set' }).tap();
  await expect(page).toHaveURL(new RegExp(`${QUALITY}$`));
});
