import { TestingReceiver, as as manner } from '@/lib/alerts/delivery/testing-receiver';
import { ALERTS, aWatchedDevice, rowsOf } from './alerts';
import { expect, expectAccessible, signInAs, test } from './fixtures';

test('an alert appears by itself, with what waits behind it, and is taken on with a note', async ({
  as,
  browser,
}) => {
  test.setTimeout(120_000);
  const receiver = await TestingReceiver.start();
  const watched = await aWatchedDevice(browser, {
    channel: { url: receiver.address('/teams') },
  });
  try {
    const page = await as('supervisor');
    await page.goto(`${ALERTS}?rule=${encodeURIComponent(watched.rule)}`);
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await expectAccessible(page);
    await watched.testStandsThere({ priority: 'STAT' });
    const late = await watched.testStandsThere({ hoursAgo: 60 });
    const { id } = await watched.breaksDown();

    // Nobody reloads a list of alerts.
    const row = rowsOf(page, watched.rule);
    await expect(row).toHaveCount(1);
    await expect(row.getByText('Critical', { exact: true })).toBeVisible();
    await expect(row.getByText('2 tests wait there, 1 STAT')).toBeVisible();
    await expectAccessible(page);

    // What stands late at it is not told on its own, and is still there.
    await row.getByRole('link', { name: /told with it$/ }).click();
    await expect(page).toHaveURL(new RegExp(`inhibited_by=${id}`));
    await expect(rowsOf(page, late).getByText('Told with its device')).toBeVisible();
    await page.goBack();

    await row.getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(watched.device);
    const waiting = page.getByRole('region', { name: `Waiting at ${watched.device}` });
    await expect(waiting.getByRole('row').nth(1)).toContainText('STAT');
    await expect(waiting.getByRole('link', { name: late })).toBeVisible();
    const history = page.getByRole('list', { name: 'History' });
    const told = history.getByRole('listitem').filter({ hasText: watched.channel?.name });
    await expect(told.getByText('Sent')).toBeVisible();
    expect(receiver.at('/teams')).toHaveLength(1);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Acknowledge' }).click();
    const dialog = page.getByRole('dialog', { name: 'Acknowledge this alert' });
    await expectAccessible(page);
    await dialog.getByLabel('Note').fill('Service is on its way');
    await dialog.getByRole('button', { name: 'Acknowledge' }).click();
    await expect(dialog).toBeHidden();
    await expect(history.getByText('Service is on its way')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);

    await page.getByLabel('Leave a note').fill('The rotor is out');
    await page.getByRole('button', { name: 'Leave note' }).click();
    await expect(history.getByText('The rotor is out')).toBeVisible();
    await told.getByRole('link').click();
    await expect(page).toHaveURL(/\/alerts\/deliveries\/[0-9a-f-]{36}$/);
    await page.goBack();

    await watched.isBack();
    await expect(history.getByText('What it was about is over')).toBeVisible();
    await page.goto(`${ALERTS}?status=resolved&rule=${watched.ruleId}`);
    await expect(rowsOf(page, watched.rule)).toContainText('What it was about is over');
    await expectAccessible(page);
  } finally {
    await watched.end();
    await receiver.stop();
  }
});

test('alerts are selected and taken on together, by keys alone', async ({ as, browser }) => {
  const watched = await aWatchedDevice(browser);
  try {
    await watched.breaksDown();
    const page = await as('supervisor');
    await page.goto(`${ALERTS}?rule=${watched.ruleId}`);
    const row = rowsOf(page, watched.rule);
    await row.getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    const bar = page.getByRole('region', { name: 'Selection' });
    await bar.getByRole('button', { name: 'Acknowledge 1' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Tab');
    await expect(dialog.getByLabel('Note')).toBeFocused();
    await dialog.getByRole('button', { name: 'Acknowledge' }).focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(bar).toHaveCount(0);
    await expect(row.getByRole('button', { name: /^Acknowledge/ })).toHaveCount(0);
    expect((await watched.alert()).status).toBe('acknowledged');
  } finally {
    await watched.end();
  }
});

test('a silence from an alert holds it back, is changed, and ended', async ({ as, browser }) => {
  test.setTimeout(120_000);
  const watched = await aWatchedDevice(browser);
  try {
    const { id } = await watched.breaksDown();
    const page = await as('supervisor');
    await page.goto(`${ALERTS}/${id}`);
    await page.getByRole('button', { name: 'Silence from here' }).click();
    const dialog = page.getByRole('dialog', { name: 'Silence alerts' });
    await expect(dialog.getByRole('checkbox', { name: `Rule: ${watched.rule}` })).toBeChecked();
    await expect(dialog.getByRole('checkbox', { name: `Device: ${watched.device}` })).toBeChecked();
    await expect(dialog.getByRole('checkbox', { name: 'This alert alone' })).not.toBeChecked();
    await expect(dialog.getByLabel('Until')).not.toHaveValue('');
    await expect(dialog.getByText('1 open alert matches now, 1 critical.')).toBeVisible();
    await dialog.getByRole('checkbox', { name: 'This alert alone' }).click();
    await expect(dialog.getByText('1 open alert matches now, 1 critical.')).toBeVisible();
    await dialog.getByRole('checkbox', { name: 'This alert alone' }).click();
    await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
    await expect(dialog.getByText('Say why')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '4 h' }).click();
    await dialog.getByLabel('Reason').fill('Yearly service');
    await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('1 open alert is held back.').first()).toBeVisible();
    await watched.run();
    await expect(page.getByText(/^Silenced until /).first()).toBeVisible();
    await page.goto(`${ALERTS}?show=held&rule=${watched.ruleId}`);
    await expect(rowsOf(page, watched.rule)).toHaveCount(1);

    await page.goto(`${ALERTS}/silences`);
    const mine = page
      .getByRole('list', { name: 'Silences in force and planned' })
      .getByRole('listitem')
      .filter({ hasText: watched.rule });
    await expect(mine).toContainText('Yearly service');
    await expect(mine.getByRole('link', { name: 'holds 1 alert back' })).toBeVisible();
    await expectAccessible(page);
    await mine.getByRole('button', { name: /^Change the silence/ }).click();
    const change = page.getByRole('dialog', { name: 'Change the silence' });
    await change.getByLabel('Until').fill('2020-01-01T08:00');
    await change.getByRole('button', { name: 'Change' }).click();
    await expect(change.getByText(/is past: choose a later time/i)).toBeVisible();
    await change.getByRole('button', { name: '1 week' }).click();
    await change.getByLabel('Reason').fill('It takes longer');
    await change.getByRole('button', { name: 'Change' }).click();
    await expect(change).toBeHidden();
    await expect(mine).toContainText('It takes longer');

    await mine.getByRole('button', { name: /^End the silence/ }).click();
    await page.getByRole('button', { name: 'End it now' }).click();
    await expect(mine).toHaveCount(0);
    const over = page.getByRole('list', { name: 'Silences that are over' });
    await expect(over.getByRole('listitem').filter({ hasText: watched.rule })).toContainText(
      'ended by',
    );
    await watched.run();
    await page.goto(`${ALERTS}?show=firing&rule=${watched.ruleId}`);
    await expect(rowsOf(page, watched.rule)).toHaveCount(1);
  } finally {
    await watched.end();
  }
});

test('a silence is made by its fields, and one without any is refused', async ({ as, browser }) => {
  const watched = await aWatchedDevice(browser);
  try {
    const page = await as('supervisor');
    await page.goto(`${ALERTS}/silences`);
    await page.getByRole('button', { name: 'New silence' }).click();
    const dialog = page.getByRole('dialog', { name: 'Silence alerts' });
    await dialog.getByLabel('Reason').fill('Nothing chosen');
    await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
    await expect(dialog.getByText(/^Choose what is silenced/i)).toBeVisible();
    await dialog.getByLabel('Rule').selectOption({ label: watched.rule });
    await dialog.getByLabel('Device').selectOption(watched.device);
    await expect(dialog.getByText('No open alert matches now.')).toBeVisible();
    await dialog.getByLabel('Reason').fill('Being moved');
    await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
    await expect(dialog).toBeHidden();
    const mine = page.getByRole('listitem').filter({ hasText: watched.rule });
    await expect(mine).toContainText('holds nothing back now');
    await mine.getByRole('button', { name: /^End the silence/ }).click();
    await page.getByRole('button', { name: 'End it now' }).click();
    await expect(mine.getByText('Over', { exact: true })).toBeVisible();
  } finally {
    await watched.end();
  }
});

test('a dry run shows the card and the exact JSON, and sends nothing', async ({ as, browser }) => {
  const receiver = await TestingReceiver.start();
  const watched = await aWatchedDevice(browser, {
    channel: { url: receiver.address('/teams') },
  });
  try {
    const { id } = await watched.breaksDown();
    await expect.poll(() => receiver.at('/teams').length).toBe(1);
    const page = await as('supervisor');
    await page.goto(ALERTS);
    await page.getByRole('button', { name: 'Run now' }).click();
    const dialog = page.getByRole('dialog', { name: 'Run the alert rules now' });
    await dialog.getByRole('button', { name: 'Dry run' }).click();
    await expect(dialog.getByText('Nothing was sent.')).toBeVisible();
    const message = dialog
      .getByRole('list', { name: 'Messages' })
      .getByRole('listitem')
      .filter({ hasText: watched.rule });
    const card = message.getByRole('group', { name: /^Card: / });
    await expect(card).toContainText('1 device is down or silent');
    await message.getByText('The exact JSON').click();
    const json = JSON.parse(
      (await message.getByRole('region', { name: /^JSON: / }).textContent()) ?? '',
    );
    expect(json).toMatchObject({ type: 'message', attachments: [{ content: { version: '1.4' } }] });
    expect(JSON.stringify(json)).toContain(`/alerts/${id}/acknowledge`);
    await expectAccessible(page);
    expect(receiver.at('/teams')).toHaveLength(1);
    await dialog.getByRole('button', { name: 'Run and send' }).click();
    await expect(dialog.getByRole('status')).toContainText('given to be sent');
    expect(receiver.at('/teams')).toHaveLength(1);
  } finally {
    await watched.end();
    await receiver.stop();
  }
});

test('who only reads sees alerts, and acts on none', async ({ as, browser }) => {
  const watched = await aWatchedDevice(browser);
  try {
    const { id } = await watched.breaksDown();
    const page = await as('viewer');
    await page.goto(`${ALERTS}?rule=${watched.ruleId}`);
    await expect(rowsOf(page, watched.rule)).toHaveCount(1);
    await expect(page.getByRole('button', { name: /^Acknowledge/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Run now' })).toHaveCount(0);
    await page.goto(`${ALERTS}/${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(watched.device);
    for (const name of ['Acknowledge', 'Silence from here', 'Leave note']) {
      await expect(page.getByRole('button', { name })).toHaveCount(0);
    }
    await page.goto(`${ALERTS}/${id}/acknowledge`);
    await expect(page.getByText('Acknowledging takes a supervisor')).toBeVisible();
    await page.goto(`${ALERTS}/silences`);
    await expect(page.getByRole('button', { name: 'New silence' })).toHaveCount(0);
    for (const unknown of [
      '0198f3a0-0000-7000-8000-000000000001',
      'nothing',
      'acknowledge',
      'acknowledge?notification=0198f3a0-0000-7000-8000-000000000001',
    ]) {
      expect((await page.goto(`${ALERTS}/${unknown}`))?.status(), unknown).toBe(404);
    }
  } finally {
    await watched.end();
  }
});

test('what could not be delivered stands over every page of those who can send again', async ({
  as,
  browser,
}) => {
  const receiver = await TestingReceiver.start();
  receiver.meet('/gone', manner.status(410));
  const watched = await aWatchedDevice(browser, {
    channel: { url: receiver.address('/gone') },
  });
  const technician = await (await browser.newContext()).newPage();
  try {
    await watched.breaksDown();
    await expect.poll(() => receiver.at('/gone').length).toBe(1);
    const page = await as('supervisor');
    const banner = page.getByRole('region', { name: 'Notifications that were not delivered' });
    await expect(async () => {
      await page.goto('/demo/worklist');
      await expect(banner).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expectAccessible(page);
    await signInAs(technician, 'technician');
    await technician.goto('/demo/worklist');
    await expect(technician.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(
      technician.getByRole('region', { name: 'Notifications that were not delivered' }),
    ).toHaveCount(0);
    await banner.getByRole('link', { name: 'See why, and send again' }).click();
    await expect(page).toHaveURL(/\/alerts\/deliveries\?status=dead&dismissed=false$/);
    await expect(page.getByText(watched.rule).filter({ visible: true }).first()).toBeVisible();
  } finally {
    await watched.end();
    await technician.context().close();
    await receiver.stop();
  }
});
