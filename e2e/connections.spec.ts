import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { freshNumber } from './bench';
import { send } from './deck';
import { DEMO_LAB, expect, expectAccessible, signInAs, test } from './fixtures';
import { anInstrument } from './instrument';

const run = promisify(execFile);
const path = (device: string) => `/${DEMO_LAB}/connections/${encodeURIComponent(device)}`;

test('instruments are listed with what they said, and rows lead on', async ({ as, browser }) => {
  const instrument = await anInstrument(browser);
  const { device } = instrument;
  const page = await as('viewer');
  await page.goto(`/${DEMO_LAB}/connections?q=${device}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible();
  const row = page.getByRole('row', { name: device });
  await expect(row).toContainText('none yet');

  // What comes is on the page without anybody reloading it.
  await instrument.writes('MSH|what is this', 'hl7-v2', 'quarantined');
  await instrument.says({ type: 'device.state', data: { code: 'OP' } }, 'applied');
  await expect(row).toContainText(/just now|\d+ s ago/);
  await expect(row).toContainText('Up');
  await expect(row.getByRole('link', { name: `1 failed of ${device}` })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: /^With failures/ }).click();
  await expect(row).toBeVisible();
  await row.getByRole('link', { name: `1 failed of ${device}` }).click();
  await expect(page).toHaveURL(/\/inbox\?.*status=quarantined/);
  await page.goto(`/${DEMO_LAB}/connections?q=${device}`);
  await row.getByRole('link', { name: `Mapping of ${device}` }).click();
  await expect(page).toHaveURL(/\/connections\/.*\/mapping$/);
  await page.goto(`/${DEMO_LAB}/connections?q=${device}`);
  await page.getByRole('rowheader').getByRole('link', { name: device }).click();
  await expect(page).toHaveURL(/\/devices\//);
});

test('whoever may only read sees where to send, and nothing secret', async ({ as, browser }) => {
  const { device } = await anInstrument(browser);
  const page = await as('manager');
  await page.goto(path(device));
  await expect(page.getByRole('region', { name: 'Webhook address' })).toContainText(
    /\/api\/webhooks\/instruments\/[0-9a-f-]{36}/,
  );
  await expect(page.getByText('1 good secret.')).toBeVisible();
  for (const name of [
    /secret$/,
    'Rotate',
    'Revoke',
    'Make a key',
    'Add an address',
    /test message/,
  ]) {
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  }
  await expectAccessible(page);
  const missing = await page.goto(path('NOTHING-9'));
  expect(missing?.status()).toBe(404);
});

test('the command works when it is pasted, with the secret and with a key', async ({ as }) => {
  const page = await as('admin');
  const device = `${freshNumber()}-Reader`;
  const made = await send(page, 'POST', '/devices', { name: device, type: 'Reader', slots: 0 });
  expect(made.status).toBe(201);
  await page.goto(path(device));
  const sendTest = page.getByRole('button', { name: 'Send a test message' });
  await expect(sendTest).toBeDisabled();

  await page.getByRole('button', { name: 'Make a secret' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the secret' }).click();
  await expect(dialog.getByRole('region', { name: 'Secret' })).toHaveText(/^whsec_/);
  await expectAccessible(page);
  const signed = await dialog.getByRole('region', { name: 'Signed command' }).textContent();
  const first = await run('sh', ['-c', signed ?? '']);
  expect(JSON.parse(first.stdout)).toMatchObject({ status: 'accepted' });
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('list', { name: 'Secrets' }).getByText('Good')).toBeVisible();
  // It was shown once.
  await expect(page.getByText(/whsec_[A-Za-z0-9+/]{20}/)).toHaveCount(0);

  await page.getByRole('button', { name: 'Make a key' }).click();
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const keyed = await dialog.getByRole('region', { name: 'Command with the key' }).textContent();
  const second = await run('sh', ['-c', keyed ?? '']);
  expect(JSON.parse(second.stdout)).toMatchObject({ status: 'accepted' });
  await dialog.getByRole('button', { name: 'Done' }).click();

  await sendTest.click();
  await expect(page.getByText(/^Stored and applied in/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Look at the message' }).click();
  await expect(page).toHaveURL(/\/inbox\/[0-9a-f-]{36}$/);

  // Once revoked, the key and the secret prove nothing any more.
  await page.goto(path(device));
  for (const list of ['Keys', 'Secrets']) {
    await page
      .getByRole('list', { name: list })
      .getByRole('button', { name: /^Revoke/ })
      .click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
  }
  for (const command of [signed, keyed]) {
    const refused = await run('sh', ['-c', command ?? '']);
    expect(JSON.parse(refused.stdout)).toMatchObject({ status: 401 });
  }
});

test('a secret is rotated: both are good for a while', async ({ browser }) => {
  const { page, device } = await anInstrument(browser);
  await page.goto(path(device));
  await page.getByRole('button', { name: 'Rotate' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Secrets until now').selectOption({ label: 'Good for another hour' });
  await dialog.getByRole('button', { name: 'Make the next secret' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const secrets = page.getByRole('list', { name: 'Secrets' });
  await expect(secrets.getByRole('listitem')).toHaveCount(2);
  await expect(secrets.getByText('Being replaced')).toBeVisible();
  await page.context().close();
});

test('an admin says where a device speaks MLLP from, and takes it back', async ({ browser }) => {
  const { page, device } = await anInstrument(browser);
  await page.goto(path(device));
  await page.getByRole('button', { name: 'Add an address' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Address or network/).fill('not an address');
  await dialog.getByRole('button', { name: 'Add the address' }).click();
  await expect(dialog.getByText(/^Must be an address or a network/i)).toBeVisible();
  await dialog.getByLabel(/^Address or network/).fill('10.7.0.0/16');
  await dialog.getByLabel(/^Sending application/).fill(device);
  await dialog.getByLabel('What it may say').selectOption('lis');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add the address' }).click();
  const addresses = page.getByRole('list', { name: 'Addresses' });
  await expect(addresses.getByText('10.7.0.0/16')).toBeVisible();
  await expect(addresses.getByText(`MSH-3 ${device} · MSH-4 any`)).toBeVisible();
  await addresses.getByRole('button', { name: /^Remove/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No address may speak as this device yet.')).toBeVisible();
  await page.context().close();
});

test('the button leads to the page on which a device is connected', async ({ page }) => {
  await signInAs(page, 'technician');
  await page.goto(`/${DEMO_LAB}/connections`);
  await page.getByRole('button', { name: 'Connect an instrument' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Device').selectOption('CHEM-1');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(page).toHaveURL(/\/connections\/CHEM-1$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Connect CHEM-1' })).toBeVisible();
});
