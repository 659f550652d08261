import { TestingReceiver, as as manner } from '@/lib/alerts/delivery/testing-receiver';
import { aChannel, DELIVERIES } from './channels';
import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('what could not be delivered is found, read and replayed', async ({ as, browser }) => {
  test.setTimeout(120_000);
  const receiver = await TestingReceiver.start();
  receiver.meet('/gone', manner.status(410, 'Nobody may read this'));
  const channel = await aChannel(browser, receiver.address('/gone'));
  try {
    const dead = await channel.tests();
    await channel.stands(dead, 'dead');
    const page = await as('supervisor');
    await page.goto(DELIVERIES);
    await expect(page.getByRole('heading', { level: 1, name: 'Deliveries' })).toBeVisible();
    await page.getByRole('link', { name: /^Given up/ }).click();
    await expect(page).toHaveURL(/status=dead&dismissed=false/);
    await page.getByLabel('Channel', { exact: true }).selectOption(channel.name);
    await page.getByRole('button', { name: 'Apply' }).click();
    const row = page.getByRole('row').filter({ hasText: channel.name });
    await expect(row).toHaveCount(1);
    await expect(row).toContainText('Given up');
    await expect(row).toContainText('The address was taken away (410).');
    await expectAccessible(page);

    await row.getByRole('link').first().click();
    await expect(page).toHaveURL(new RegExp(`${DELIVERIES}/${dead}$`));
    await expect(page.getByText('It was given up and did not arrive')).toBeVisible();
    const attempts = page.getByRole('region', { name: 'Attempts' }).getByRole('row');
    await expect(attempts).toHaveCount(2);
    await expect(attempts.nth(1)).toContainText('410');
    // What a receiver answers is never kept.
    await expect(page.getByText('Nobody may read this')).toHaveCount(0);
    await page.getByText('The exact JSON').click();
    await expect(page.getByRole('region', { name: /^JSON:/ })).toContainText('"AdaptiveCard"');
    await expectAccessible(page);

    receiver.meet('/gone', manner.teams);
    await page.getByRole('button', { name: 'Replay' }).click();
    // The page follows what becomes of it.
    await expect(attempts).toHaveCount(3);
    await expect(attempts.nth(1)).toContainText('Accepted (202).');
    await expect(page.getByText('It was given up and did not arrive')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Send again' })).toBeVisible();
    const posted = receiver.at('/gone');
    expect(posted).toHaveLength(2);
    expect(posted[1]?.body).toEqual(posted[0]?.body);
  } finally {
    await channel.end();
    await receiver.stop();
  }
});

test('several are replayed together, and the others dismissed', async ({ as, browser }) => {
  test.setTimeout(120_000);
  const receiver = await TestingReceiver.start();
  receiver.meet('/off', manner.status(404));
  const channel = await aChannel(browser, receiver.address('/off'));
  try {
    for (let count = 0; count < 3; count += 1) {
      await channel.stands(await channel.tests(), 'dead');
    }
    const page = await as('supervisor');
    const dead = `${DELIVERIES}?status=dead&dismissed=false&channel=${channel.id}`;
    await page.goto(dead);
    const rows = page.getByRole('row').filter({ hasText: channel.name });
    await expect(rows).toHaveCount(3);
    receiver.meet('/off', manner.teams);
    await rows.nth(0).getByRole('checkbox').check();
    const bar = page.getByRole('region', { name: 'Selection' });
    await expect(bar).toContainText('1 notification selected');
    await expectAccessible(page);
    await bar.getByRole('button', { name: 'Replay 1' }).click();
    await expect(rows).toHaveCount(2);

    await rows.nth(0).getByRole('checkbox').check();
    await bar.getByRole('button', { name: 'Dismiss 1' }).click();
    await expect(rows).toHaveCount(1);
    await page.getByRole('button', { name: 'Dismiss all' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Dismiss all' }).click();
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await page.getByRole('link', { name: 'Dismissed' }).click();
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText('Dismissed');
    await page.getByRole('link', { name: /^Sent/ }).click();
    await expect(rows).toHaveCount(1);
  } finally {
    await channel.end();
    await receiver.stop();
  }
});

test('a viewer reads the log on a phone and changes nothing', async ({ as, browser }) => {
  const receiver = await TestingReceiver.start();
  receiver.meet('/v', manner.status(403));
  const channel = await aChannel(browser, receiver.address('/v'));
  try {
    const id = await channel.tests();
    await channel.stands(id, 'dead');
    const page = await as('viewer');
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${DELIVERIES}?channel=${channel.id}`);
    const item = page
      .getByRole('list', { name: 'Deliveries' })
      .getByRole('listitem')
      .filter({ hasText: channel.name });
    await expect(item).toContainText('Given up');
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.goto(`${DELIVERIES}/${id}`);
    await expect(page.getByText('A supervisor can replay it.')).toBeVisible();
    await expectFitsWidth(page);
    await expectAccessible(page);
    for (const name of ['Replay', 'Dismiss', 'Replay all']) {
      await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
    }
    await page.goto(`${DELIVERIES}?status=lost`);
    await expect(page.getByText('This list cannot be shown')).toBeVisible();
    await page.goto(`${DELIVERIES}/no-such-delivery`);
    await expect(page.getByText('This lab has nothing at this address')).toBeVisible();
  } finally {
    await channel.end();
    await receiver.stop();
  }
});
