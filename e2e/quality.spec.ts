import type { Page } from '@playwright/test';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, signInAs, test } from './fixtures';
import { checkFile, csv, DIRTY_CSV, freshName, QUALITY, writeRules } from './quality';

// A run waits its turn behind those of other tests.
const JUDGED = { timeout: 60_000 };

const RULES = `rules:
  - name: Turnaround is possible
    type: range
    columns:
      tat_hours: { min: 0, max: 100 }
  - name: Every row names its assay
    severity: WARNING
    type: completeness
    columns: [assay]
`;
const FAULTY = RULES.replace('type: range', 'type: rang').replace('WARNING', 'WARNIN');

const verdictOf = (page: Page) => page.getByRole('region', { name: 'Verdict' });
const rule = (page: Page, name: string) => page.getByRole('listitem', { name });

async function makeRuleSet(page: Page, name: string): Promise<void> {
  await page.goto(`${QUALITY}/rules/new`);
  await writeRules(page, RULES);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Make the rule set' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function removeRuleSet(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove rule set' }).click();
  await expect(page).toHaveURL(new RegExp(`${QUALITY}$`));
}

test('a manager writes rules with faults, mends them, and saves', async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as('manager');
  const name = freshName('Mended');
  await page.goto(QUALITY);
  await page.getByRole('link', { name: 'New rule set' }).click();
  await expect(page.getByText('1 rule, no fault')).toBeVisible();
  await writeRules(page, FAULTY);
  const faults = page.getByRole('list', { name: 'Faults' });
  await expect(faults.getByRole('listitem')).toHaveCount(2);
  await expect(faults).toContainText('Line 3: “rang” is no kind of rule. Did you mean “range”?');
  await expect(faults).toContainText('Line 7');
  const editor = page.getByRole('textbox', { name: 'Rules in YAML' });
  await expect(editor).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);

  // Nothing faulty is sent.
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Make the rule set' }).click();
  await expect(page.getByText('The rules have faults, listed below the text.')).toBeVisible();
  await expect(editor).toBeFocused();

  // A fault leads to its place, and the kinds are offered there.
  await faults.getByRole('button', { name: /Line 3/ }).click();
  await expect(editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+ArrowRight');
  await page.keyboard.press('Control+Space');
  const offered = page.getByRole('listbox', { name: 'Completions' });
  await offered.getByRole('option', { name: 'range', exact: true }).click();
  await expect(faults.getByRole('listitem')).toHaveCount(1);
  await writeRules(page, RULES);
  await expect(page.getByText('2 rules, no fault')).toBeVisible();
  await expect(editor).not.toHaveAttribute('aria-invalid');

  // Tab moves on, as in any field.
  await page.keyboard.press('Tab');
  await expect(editor).not.toBeFocused();

  await page.getByLabel('Every so many hours').fill('0');
  await page.getByRole('button', { name: 'Make the rule set' }).click();
  await expect(page.getByText('Must be at least 1 hour')).toBeVisible();
  await page.getByLabel('Every so many hours').fill('');
  await page.getByRole('button', { name: 'Make the rule set' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('The lab’s data was not judged by it yet')).toBeVisible();

  // Before the next version is saved it is tried on a file.
  await page.getByLabel('Kind of rule to insert').selectOption('uniqueness');
  await page.getByRole('button', { name: 'Insert', exact: true }).click();
  await expect(page.getByText('3 rules, no fault')).toBeVisible();
  await page.getByRole('button', { name: 'Try on a file' }).click();
  const trial = page.getByRole('dialog', { name: 'Try the rules on a file' });
  await trial.getByLabel('CSV file').setInputFiles(csv('trial.csv', DIRTY_CSV));
  await trial.getByRole('button', { name: 'Try them' }).click();
  const broken = trial.getByRole('list', { name: 'Rules that do not hold' });
  await expect(broken).toContainText('One row a test', JUDGED);
  await expectAccessible(page);
  await trial.getByRole('button', { name: 'Leave it' }).click();
  await page.getByRole('button', { name: 'Save as version 2' }).click();
  await expect(page.getByRole('button', { name: 'Save as version 3' })).toBeVisible();

  await page
    .getByRole('navigation', { name: 'Rule set' })
    .getByRole('link', { name: 'Versions' })
    .click();
  const changes = page.getByRole('region', { name: 'What version 2 changed' });
  await expect(changes).toContainText('type: uniqueness');
  await expect(changes).not.toContainText('type: range');
  await expectAccessible(page);
  await page.getByRole('region', { name: 'Versions' }).getByRole('link', { name: '1' }).click();
  await page.getByRole('link', { name: 'Go back to this text' }).click();
  await expect(page.getByText('This is the text of version 1')).toBeVisible();
  await expect(page.getByText('2 rules, no fault')).toBeVisible();
  await removeRuleSet(page);
  await expect(page.getByRole('link', { name })).toHaveCount(0);
});

test('who saves second is told who was faster, and chooses', async ({ as, browser }) => {
  test.setTimeout(120_000);
  const page = await as('manager');
  const name = freshName('Contested');
  await makeRuleSet(page, name);
  const other = await browser.newPage();
  await signInAs(other, 'manager');
  await other.goto(page.url());
  await writeRules(other, RULES.replace('max: 100', 'max: 200'));
  await expect(other.getByText('There are changes that are not saved.')).toBeVisible();
  await other.getByRole('button', { name: 'Save as version 2' }).click();
  await expect(other.getByRole('button', { name: 'Save as version 3' })).toBeVisible();
  await other.close();

  await writeRules(page, RULES.replace('max: 100', 'max: 300'));
  await page.getByRole('button', { name: 'Save as version 2' }).click();
  await expect(page.getByText('Version 2 was saved meanwhile')).toBeVisible();
  const differs = page.getByRole('region', { name: 'From their text to yours' });
  await expect(differs).toContainText('max: 200');
  await expect(differs).toContainText('max: 300');
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save mine as version 3' }).click();
  await expect(page.getByRole('button', { name: 'Save as version 4' })).toBeVisible();
  await expect(page.getByText(/^Version 3 by/)).toBeVisible();
  await removeRuleSet(page);
});

test('a viewer checks a dirty file and reads its report', async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as('viewer');
  const name = `${freshName('dirty').replace(' ', '-')}.csv`;
  await page.goto(QUALITY);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Check a file' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Check this file' }).click();
  await expect(page.getByText('Choose a file first.')).toBeVisible();
  await checkFile(page, name, DIRTY_CSV);
  await expect(verdictOf(page)).toContainText('Fail', JUDGED);
  const range = rule(page, 'Turnaround is possible');
  await expect(range).toContainText(/Checked\s*6 rows/);
  await expect(range).toContainText(/Failed\s*2 /);
  const rows = range.getByRole('table').getByRole('row');
  await expect(rows.nth(1)).toContainText('3');
  await expect(rows.nth(1)).toContainText('tat_hours');
  await expect(rows.nth(1)).toContainText('-1');
  await expect(rule(page, 'One row a test')).toContainText('Warn');
  await expectAccessible(page);

  const views = page.getByRole('navigation', { name: 'Rules' });
  await views.getByRole('link', { name: 'Do not hold' }).click();
  await expect(rule(page, 'There are rows')).toHaveCount(0);
  await views.getByRole('link', { name: 'Could not judge' }).click();
  await expect(range).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the rows at fault' }).click();
  expect((await download).suggestedFilename()).toContain('violations-');

  // The same file again is compared with itself.
  await page.goto(`${QUALITY}/check`);
  await checkFile(page, name, DIRTY_CSV);
  await expect(page.getByText('Run before:')).toBeVisible(JUDGED);
  await expect(rule(page, 'Turnaround is possible')).toContainText('As before');
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page.getByLabel('Judged').selectOption('csv');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toHaveCount(2);
  await expectAccessible(page);
});

test('more faults than a report shows are read in pages', async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as('viewer');
  const lines = Array.from({ length: 150 }, (_, at) => `Q-${at},CBC,RECEIVED,,,${-1 - at}`);
  const text = [DIRTY_CSV.split('\n')[0], ...lines].join('\n');
  await page.goto(`${QUALITY}/check`);
  await checkFile(page, `${freshName('many').replace(' ', '-')}.csv`, text);
  const range = rule(page, 'Turnaround is possible');
  await expect(range).toContainText('The first 5 of 150.', JUDGED);
  await range.getByRole('link', { name: 'All rows at fault of this rule' }).click();
  const rows = page.getByRole('region', { name: 'Rows at fault of Turnaround is possible' });
  await expect(rows.getByRole('row')).toHaveCount(101);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(rows.getByRole('row')).toHaveCount(51);
});

test('a file by rules of one’s own, whose faults are told before it is sent', async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as('viewer');
  await page.goto(`${QUALITY}/check`);
  await page.getByLabel('Rules', { exact: true }).selectOption('own');
  const own = page.getByLabel('File of rules');
  const yaml = (text: string) => ({
    name: 'rules.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(text),
  });
  await own.setInputFiles(yaml(FAULTY));
  await expect(page.getByText('Line 3: “rang” is no kind of rule.')).toBeVisible();
  await own.setInputFiles(
    yaml('rules:\n  - { name: Hours, rule_type: custom_range, column: tat_hours, max: 5 }'),
  );
  await expect(page.getByText(/1 rule read, \d+ spellings of other kits converted/)).toBeVisible();
  await checkFile(page, 'own.csv', DIRTY_CSV);
  await expect(verdictOf(page)).toContainText('Fail', JUDGED);
  await expect(page.getByText('“rule_type” is read as “type”.')).toBeVisible();
  await expectAccessible(page);
});

test('a long run shows how far it is, and is cancelled', async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as('viewer');
  const row = 'Q-1,CBC,COMPLETED,2026-03-01T08:00:00Z,2026-03-01T09:00:00Z,1\n';
  await page.goto(`${QUALITY}/check`);
  await checkFile(
    page,
    `${freshName('long').replace(' ', '-')}.csv`,
    `${DIRTY_CSV.split('\n')[0]}\n${row.repeat(500_000)}`,
  );
  await expect(page.getByRole('progressbar', { name: 'Judging' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(page.getByText('It was ended before there was a verdict.')).toBeVisible();
  await expect(verdictOf(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0);
});

test('a supervisor judges the lab’s data, and its history is kept', async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as('supervisor');
  await page.goto(QUALITY);
  await expect(page.getByRole('link', { name: 'New rule set' })).toHaveCount(0);
  const set = page
    .getByRole('region', { name: 'Rule sets' })
    .getByRole('row', { name: /The lab’s own data/ });
  await set.getByRole('link', { name: 'The lab’s own data' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The lab’s own data' })).toBeVisible();
  await page.getByRole('button', { name: 'Judge the lab’s data now' }).click();
  const dialog = page.getByRole('dialog', { name: 'Judge the lab’s data' });
  await expectAccessible(page);
  await dialog.getByLabel('Days').selectOption({ label: 'Last 7 days' });
  await dialog.getByRole('button', { name: 'Judge them' }).click();
  await expect(page).toHaveURL(/\/quality\/runs\/[0-9a-f-]{36}$/);
  await expect(verdictOf(page)).toBeVisible(JUDGED);
  await expect(page.getByText('Run before:')).toBeVisible();
  // What is unusual leads to its specimen.
  const outliers = rule(page, 'Turnaround far from the rest');
  const specimen = outliers.getByRole('table').getByRole('link').first();
  const number = await specimen.innerText();
  await specimen.click();
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible();
  await page.goBack();
  const run = page.url().split('/').at(-1) ?? '';
  await page.getByRole('link', { name: 'The lab’s own data, version' }).click();
  await page
    .getByRole('navigation', { name: 'Rule set' })
    .getByRole('link', { name: 'History' })
    .click();
  const strip = page.getByRole('list', { name: 'Last runs of The lab’s own data' });
  await expect(strip.getByRole('link').last()).toHaveAttribute('href', new RegExp(run));
  expect(await strip.getByRole('link').count()).toBeGreaterThan(8);
  await expect(page.getByRole('figure', { name: 'Rows at fault by run' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFitsWidth(page);
});

test('whoever may not, reads: no editor, no button, no page', async ({ as }) => {
  const page = await as('technician');
  await page.goto(QUALITY);
  await expect(page.getByRole('button', { name: 'Judge the lab’s data now' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'New rule set' })).toHaveCount(0);
  await page.getByRole('link', { name: 'The lab’s own data', exact: true }).click();
  await expect(page.getByText('Work keeps coming', { exact: true })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Remove' })).toHaveCount(0);
  await expectAccessible(page);
  const answer = await page.goto(`${QUALITY}/rules/new`);
  expect(answer?.status()).toBe(403);
  for (const path of ['rules/0198c000-0000-7000-8000-000000000000', 'runs/none', 'rules/none']) {
    expect((await page.goto(`/${DEMO_LAB}/quality/${path}`))?.status()).toBe(404);
  }
});
