import type { Locator } from '@playwright/test';
import { TestingReceiver, as as manner } from '@/lib/alerts/delivery/testing-receiver';
import { freshNumber } from './bench';
import { aChannel, cardOf, CHANNELS } from './channels';
import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

/** An attempt may take ten seconds, before it is another channel's turn. */
const SLOWLY = { timeout: 30_000 };
const outcomeOf = (dialog: Locator) => dialog.getByRole('status', { name: 'What became of it' });

test('everybody sees where alerts are told, and only an admin changes it', async ({
  as,
  browser,
}) => {
  const receiver = await TestingReceiver.start();
  const channel = await aChannel(browser, receiver.address('/read?sig=abcdefghijklmnop1234'));
  try {
    const page = await as('manager');
    await page.goto(CHANNELS);
    await expect(page.getByRole('heading', { level: 1, name: 'Channels' })).toBeVisible();
    const card = cardOf(page, channel.name);
    await expect(card).toContainText('127.0.0.1');
    // Of an address only its host and its end are told.
    await expect(card).toContainText('…1234');
    await expect(card).not.toContainText('abcdefgh');
    await expect(card).toContainText('Not used yet');
    await expect(card).toContainText('At any hour');
    await expect(card).toContainText('no rule yet');
    for (const control of [/^New channel/, /^Send a test/, /^Change/, /^Remove/]) {
      await expect(page.getByRole('main').getByRole('button', { name: control })).toHaveCount(0);
    }
    await expect(page.getByRole('main').getByRole('switch')).toHaveCount(0);
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectFitsWidth(page);
  } finally {
    await channel.end();
    await receiver.stop();
  }
});

test('an admin makes a channel for Teams, tries it, changes it and removes it', async ({ as }) => {
  test.setTimeout(120_000);
  const receiver = await TestingReceiver.start();
  const name = `${freshNumber()} core lab`;
  try {
    const page = await as('admin');
    await page.goto(CHANNELS);
    await page.getByRole('button', { name: 'New channel' }).first().click();
    const sheet = page.getByRole('dialog', { name: 'New channel' });
    await sheet.getByRole('button', { name: 'Make the channel' }).click();
    await expect(sheet.getByText('Must not be empty').first()).toBeVisible();
    await sheet.getByLabel('Name').fill(name);
    // Neither public nor allowed here.
    await sheet.getByLabel('Address').fill('https://192.168.1.10/hook');
    await sheet.getByRole('button', { name: 'Make the channel' }).click();
    await expect(sheet.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true');
    await expect(sheet.getByLabel('Address')).toBeFocused();
    await sheet.getByLabel('Address').fill(receiver.address('/teams'));
    await sheet.getByLabel('In hours only').check();
    await sheet.getByLabel('Monday').fill('25-26');
    await sheet.getByRole('button', { name: 'Make the channel' }).click();
    await expect(sheet.getByText(/is no opening time/)).toBeVisible();
    await expectAccessible(page);
    await sheet.getByLabel('Monday').fill('8-18');
    await sheet.getByRole('button', { name: 'Copy Monday to Tuesday–Friday' }).click();
    // What its cards would look like, before anything is saved or sent.
    await sheet.getByRole('button', { name: 'Show sample cards' }).click();
    const samples = sheet.getByRole('region', { name: 'Sample cards' });
    await expect(samples.getByRole('group', { name: 'Card: Overdue tests' })).toContainText(
      '7 tests are past due',
    );
    await expect(samples).not.toContainText('SAMPLE-1');
    await sheet.getByLabel('Specimen numbers too').check();
    await expect(samples).toHaveCount(0);
    await sheet.getByRole('button', { name: 'Show sample cards' }).click();
    await expect(samples).toContainText('SAMPLE-1');
    await sheet.getByLabel('Counts and a link alone').check();
    await sheet.getByRole('button', { name: 'Make the channel' }).click();
    await expect(sheet).toBeHidden();

    const card = cardOf(page, name);
    await expect(card).toContainText('Mon–Fri 08:00–18:00');
    await expect(card).toContainText('Counts and a link');

    await card.getByRole('button', { name: `Send a test to ${name}` }).click();
    const outcome = page.getByRole('dialog', { name: `Test of ${name}` });
    await expect(outcomeOf(outcome)).toContainText('Accepted (202).', SLOWLY);
    await expect(outcome.getByRole('group', { name: /^Card: test message/ })).toBeVisible();
    expect(receiver.at('/teams')).toHaveLength(1);
    await expectAccessible(page);
    // What stops answering is said at once, and why.
    receiver.meet('/teams', manner.status(410));
    await outcome.getByRole('button', { name: 'Send another' }).click();
    await expect(outcomeOf(outcome)).toContainText('The address was taken away (410).', SLOWLY);
    await outcome.getByRole('button', { name: 'Done' }).click();
    await expect(card).toContainText('Failing');
    await expect(card).toContainText('The address was taken away (410).');

    await card.getByRole('button', { name: `Change ${name}` }).click();
    const change = page.getByRole('dialog', { name: `Change ${name}` });
    await expect(change.getByLabel('New address')).toHaveValue('');
    await change.getByLabel('New address').fill(receiver.address('/other'));
    await change.getByLabel('At any hour').check();
    await change.getByLabel('Specimen numbers too').check();
    await change.getByLabel('The window').uncheck();
    await change.getByLabel('Of the worst and of the assays, at most').fill('3');
    await change.getByRole('button', { name: 'Save' }).click();
    await expect(change).toBeHidden();
    await expect(card).toContainText('At any hour');
    await expect(card).toContainText('Specimen numbers too');
    await expect(card).not.toContainText('the window');
    await expect(card).toContainText('3 at most');
    // A new address begins without a past.
    await expect(card).not.toContainText('Failing');

    await card.getByRole('switch', { name }).click();
    await expect(card.getByRole('switch', { name })).not.toBeChecked();
    await expect(card).toContainText('Off');
    await expect(card.getByRole('button', { name: `Send a test to ${name}` })).toBeDisabled();

    await card.getByRole('button', { name: `Remove: ${name}` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await expect(card).toHaveCount(0);
  } finally {
    await receiver.stop();
  }
});

test('the secret of a webhook is shown once, and its next one as well', async ({ as }) => {
  test.setTimeout(120_000);
  const receiver = await TestingReceiver.start();
  receiver.meet('/hook', manner.status(204));
  const name = `${freshNumber()} webhook`;
  try {
    const page = await as('admin');
    await page.goto(CHANNELS);
    await page.getByRole('button', { name: 'New channel' }).first().click();
    const sheet = page.getByRole('dialog', { name: 'New channel' });
    await sheet.getByRole('radio', { name: /webhook/i }).check();
    await sheet.getByLabel('Name').fill(name);
    await sheet.getByLabel('Address').fill(receiver.address('/hook'));
    await sheet.getByRole('button', { name: 'Make the channel' }).click();
    await expect(sheet.getByRole('region', { name: 'Secret' })).toContainText(/^whsec_\S{20,}/);
    await expectAccessible(page);
    const first = await sheet.getByRole('region', { name: 'Secret' }).textContent();
    await sheet.getByRole('button', { name: 'Done' }).click();
    await page.reload();
    const card = cardOf(page, name);
    await expect(card).toBeVisible();
    await expect(page.getByText('whsec_')).toHaveCount(0);

    await card.getByRole('button', { name: `Send a test to ${name}` }).click();
    const outcome = page.getByRole('dialog', { name: `Test of ${name}` });
    await expect(outcomeOf(outcome)).toContainText('Accepted (204).', SLOWLY);
    expect(receiver.at('/hook')[0]?.headers['webhook-signature']).toMatch(/^v1,/);
    await outcome.getByRole('button', { name: 'Done' }).click();

    await card.getByRole('button', { name: `Next secret of ${name}` }).click();
    const next = page.getByRole('dialog', { name: `Next secret of ${name}` });
    await next.getByRole('button', { name: 'Make the next secret' }).click();
    const secret = next.getByRole('region', { name: 'Secret' });
    await expect(secret).toContainText(/^whsec_/);
    await expect(secret).not.toContainText(first ?? '');
    await next.getByRole('button', { name: 'Done' }).click();
    await page.reload();
    await card.getByRole('button', { name: `Remove: ${name}` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await expect(card).toHaveCount(0);
  } finally {
    await receiver.stop();
  }
});
