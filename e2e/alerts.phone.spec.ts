import { TestingReceiver } from '@/lib/alerts/delivery/testing-receiver';
import { ALERTS, aWatchedDevice, rowsOf } from './alerts';
import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('a card’s button leads over the sign-in to one tap, and looking acknowledges nothing', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const receiver = await TestingReceiver.start();
  const watched = await aWatchedDevice(browser, { channel: { url: receiver.address('/teams') } });
  try {
    const { id } = await watched.breaksDown();
    await expect.poll(() => receiver.at('/teams').length).toBe(1);
    const sent = JSON.stringify(receiver.at('/teams')[0]?.body);
    const link = /"url":"([^"]+\/acknowledge)"/.exec(sent)?.[1] ?? '';
    expect(link).toContain(`${ALERTS}/${id}/acknowledge`);

    await page.goto(link);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await page.getByRole('button', { name: 'Sign in as Supervisor' }).click();
    await expect(page).toHaveURL(new RegExp(`${id}/acknowledge$`));
    const button = page.getByRole('button', { name: 'Acknowledge', exact: true });
    await expect(button).toBeVisible();
    expect((await watched.alert()).status).toBe('firing');
    await page.setViewportSize({ width: 360, height: 800 });
    await expectFitsWidth(page);
    await expectAccessible(page);
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeGreaterThan(280);
    await page.getByLabel('Note').fill('I see to it');
    await button.click();
    await expect(page).toHaveURL(new RegExp(`/alerts/${id}$`));
    await expect(page.getByRole('list', { name: 'History' })).toContainText('I see to it');
    expect((await watched.alert()).status).toBe('acknowledged');
    await expectFitsWidth(page);
    await expectAccessible(page);

    await page.goto(link);
    await expect(page.getByText(/ has acknowledged it$/)).toBeVisible();
  } finally {
    await watched.end();
    await receiver.stop();
  }
});

test('alerts, silences and their dialogs fit a phone', async ({ as, browser }) => {
  test.setTimeout(120_000);
  const watched = await aWatchedDevice(browser);
  try {
    await watched.testStandsThere({ priority: 'STAT' });
    const { id } = await watched.breaksDown();
    const page = await as('supervisor');
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${ALERTS}?rule=${watched.ruleId}`);
    const row = rowsOf(page, watched.rule);
    await expect(row).toHaveCount(1);
    await expectFitsWidth(page);
    await expectAccessible(page);
    const box = await row.getByRole('button', { name: /^Acknowledge/ }).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);

    await page.goto(`${ALERTS}/${id}`);
    await page.getByRole('button', { name: 'Silence from here' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Leave it' }).click();

    for (const path of ['', '?status=resolved', '/silences']) {
      await page.goto(`${ALERTS}${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectFitsWidth(page);
    }
    await expectAccessible(page);
  } finally {
    await watched.end();
  }
});

test('all that a card told of is acknowledged at once', async ({ as, browser }) => {
  const receiver = await TestingReceiver.start();
  const watched = await aWatchedDevice(browser, { channel: { url: receiver.address('/teams') } });
  try {
    const { id } = await watched.breaksDown();
    await expect.poll(() => receiver.at('/teams').length).toBe(1);
    const list = await watched.get(`/notifications?alert=${id}`);
    const notification = /"id":"([0-9a-f-]{36})"/.exec(JSON.stringify(list))?.[1] ?? '';
    const page = await as('supervisor');
    await page.goto(`${ALERTS}/acknowledge?notification=${notification}`);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Acknowledge it' }).click();
    await expect(page).toHaveURL(new RegExp(`notification=${notification}$`));
    await expect(rowsOf(page, watched.rule)).toContainText('Acknowledged');
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.goto(`${ALERTS}/acknowledge?notification=${notification}`);
    await expect(page.getByText('Nothing is left to acknowledge')).toBeVisible();
  } finally {
    await watched.end();
    await receiver.stop();
  }
});
