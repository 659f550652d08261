import type { Page } from '@playwright/test';
import { TestingReceiver } from '@/lib/alerts/delivery/testing-receiver';
import { freshNumber } from './bench';
import { aChannel } from './channels';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';

const RULES = `/${DEMO_LAB}/alerts/rules`;

const rowOf = (page: Page, name: string) =>
  page
    .getByRole('region', { name: 'Alert rules' })
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) });

test('everybody reads the rules, and only a manager makes them', async ({ as }) => {
  const page = await as('supervisor');
  await page.goto(RULES);
  await expect(page.getByRole('heading', { level: 1, name: 'Alert rules' })).toBeVisible();
  const tabs = page.getByRole('navigation', { name: 'Alerts', exact: true });
  await expect(tabs.getByRole('link', { name: 'Rules' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('link', { name: 'New rule' })).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('switch')).toHaveCount(0);
  await expectAccessible(page);
  // A new lab is watched from its first day.
  const overdue = rowOf(page, 'Overdue tests');
  await expect(overdue).toContainText('past due');
  await overdue.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overdue tests' })).toBeVisible();
  await expect(page.getByText('Fires at')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFitsWidth(page);
  await page.goto(RULES);
  await expectFitsWidth(page);
  await page.goto(`${RULES}/new`);
  await expect(page.getByText('Your role in this lab does not include this page')).toBeVisible();
});

test('a manager makes a rule, sees what it would send, switches, changes and removes it', async ({
  as,
  browser,
}) => {
  test.setTimeout(180_000);
  const receiver = await TestingReceiver.start();
  const channel = await aChannel(browser, receiver.address('/rules'));
  const name = `${freshNumber()} late`;
  try {
    const page = await as('manager');
    await page.goto(RULES);
    await page.getByRole('link', { name: 'New rule' }).click();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Overdue', exact: true }).click();
    await expect(page.getByText('its due time has passed')).toBeVisible();

    // What is wrong is said at its field, which has the focus.
    const over = page.getByLabel('Past due by more than');
    await over.fill('soon');
    await page.getByRole('button', { name: 'Make the rule' }).click();
    await expect(page.getByText('Must be a time such as')).toBeVisible();
    await expect(over).toBeFocused();
    await over.fill('20 d');
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('button', { name: 'Make the rule' }).click();
    await expect(page.getByText('Must be at most 10080 minutes')).toBeVisible();
    await over.fill('0');
    await page.getByLabel('Assays', { exact: true }).selectOption({ index: 1 });
    await expect(page.getByRole('list', { name: 'Assays of this rule' })).toBeVisible();
    await page.getByRole('button', { name: /^Take .* out$/ }).click();
    await page.getByLabel(channel.name).check();
    await page.getByLabel('Changes at most every').fill('10 min');
    await page.getByLabel('Repeat every').fill('1 min');
    await page.getByRole('button', { name: 'Make the rule' }).click();
    await expect(page.getByText('Must be at least “Changes at most every”')).toBeVisible();
    await page.getByLabel('Repeat every').fill('4 h');
    await expectAccessible(page);

    await page.getByRole('button', { name: 'What it would send now' }).click();
    const now = page.getByRole('region', { name: 'What it would send now' });
    await expect(now.getByRole('heading', { name: /^Now it finds/ })).toBeVisible();
    await page.getByRole('button', { name: 'What it would have sent' }).click();
    const past = page.getByRole('region', { name: 'What it would have sent' });
    await expect(past.getByText('Told in time')).toBeVisible({ timeout: 60_000 });
    await expect(past.getByText(/became late in that time/)).toBeVisible();
    await expectAccessible(page);
    // Nothing of that was sent.
    expect(receiver.received).toHaveLength(0);
    await page.getByLabel('For at least').fill('5 min');
    await expect(now.getByText(/was edited since/)).toBeVisible();

    await page.getByLabel('On', { exact: true }).uncheck();
    await page.getByRole('button', { name: 'Make the rule' }).click();
    const row = rowOf(page, name);
    await expect(row).toContainText('past due, for 5 min');
    await expect(row).toContainText(channel.name);
    await expect(row.getByRole('switch', { name })).not.toBeChecked();
    await row.getByRole('switch', { name }).focus();
    await page.keyboard.press('Space');
    await expect(row.getByRole('switch', { name })).toBeChecked();
    await row.getByRole('switch', { name }).click();
    await expect(row.getByRole('switch', { name })).not.toBeChecked();

    await row.getByRole('link', { name, exact: true }).click();
    await expect(page.getByLabel('For at least')).toHaveValue('5 min');
    await expect(page.getByLabel(channel.name)).toBeChecked();
    await page.getByLabel('Severity').selectOption('Critical');
    await page.getByLabel(channel.name).uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(row).toContainText('Critical');
    await expect(row).toContainText('the portal alone');

    await row.getByRole('link', { name, exact: true }).click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove rule' }).click();
    await expect(page).toHaveURL(new RegExp(`${RULES}$`));
    await expect(row).toHaveCount(0);
  } finally {
    await channel.end();
    await receiver.stop();
  }
});

test('a rule that fires now shows the very card that its channel would get', async ({
  as,
  browser,
}) => {
  test.setTimeout(120_000);
  const receiver = await TestingReceiver.start();
  const channel = await aChannel(browser, receiver.address('/card'));
  try {
    const page = await as('manager');
    // By demo data some test is late at any time of day.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${RULES}/new?kind=sla_breach`);
    await page.getByLabel(channel.name).check();
    await page.getByRole('button', { name: 'What it would send now' }).click();
    const now = page.getByRole('region', { name: 'What it would send now' });
    await expect(now.getByRole('heading', { name: /^Now it finds [\d,]+ alert/ })).toBeVisible();
    const card = now.getByRole('group', { name: new RegExp(`to ${channel.name}$`) });
    await expect(card).toContainText('View');
    await now.getByText('The exact JSON').click();
    await expect(now.getByRole('region', { name: /^JSON:/ })).toContainText('"AdaptiveCard"');
    await expectFitsWidth(page);
    expect(receiver.received).toHaveLength(0);
  } finally {
    await channel.end();
    await receiver.stop();
  }
});
