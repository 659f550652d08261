import { DEMO_LAB, expect, expectAccessible, test } from './fixtures';

const path = (name: string) => `/${DEMO_LAB}/devices/${name}`;

test('a device shows its state, positions, certificate and steps', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(`/${DEMO_LAB}/instruments`);
  await page.getByRole('link', { name: 'DECK-1: its page' }).click();
  await expect(page).toHaveURL(/\/devices\/DECK-1$/);
  await expect(page.getByRole('heading', { level: 1, name: 'DECK-1' })).toBeVisible();
  await expect(page.getByLabel('SHA-256 fingerprint')).toHaveText(
    /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/,
  );
  await expect(page.getByText(/^Expires in \d+ days?$/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Positions' }).getByRole('listitem')).toHaveCount(16);
  await expect(page.getByRole('figure', { name: 'Steps a day' })).toBeVisible();
  // Who only reads records nothing.
  await expect(page.getByRole('button', { name: 'Record a state' })).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Another kind' }).click();
  const other = page.getByRole('menuitem').first();
  const kind = ((await other.textContent()) ?? '').trim().split(' ')[0] ?? '';
  await other.click();
  await expect(page).toHaveURL(new RegExp(`fct=${kind}`));
  await expect(page.getByRole('figure', { name: `How long “${kind}” takes` })).toBeVisible();
});

test('what stands on a device leads to its page', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(path('STORE-1'));
  const things = page.getByRole('list', { name: 'Positions' }).getByRole('link');
  const label = await things.first().getAttribute('aria-label');
  expect(label).toMatch(/^Position \d+: /);
  const barcode = /: ([^,]+), /.exec(label ?? '')?.[1] ?? '';
  await things.first().click();
  await expect(page).toHaveURL(/\/containers\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(barcode);
});

test('a device without steps, certificate and positions says so', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(path('CHEM-1'));
  await expect(page.getByText('No positions')).toBeVisible();
  await expect(page.getByText(/^No steps in the last 30 days/)).toBeVisible();
  await expect(page.getByText(/^None\. The orchestrator leaves one here/)).toBeVisible();
  await expectAccessible(page);
  const missing = await page.goto(path('NOTHING-9'));
  expect(missing?.status()).toBe(404);
  for (const unkept of ['devices/%00', 'containers/a%00b']) {
    expect((await page.goto(`/${DEMO_LAB}/${unkept}`))?.status(), unkept).toBe(404);
  }
});

test('a technician holds a state with a reason, and clears it', async ({ as }) => {
  const page = await as('technician');
  await page.goto(path('SPIN-1'));
  await page.getByRole('button', { name: 'Record a state' }).click();
  const dialog = page.getByRole('dialog', { name: 'Record a state of SPIN-1' });
  await dialog.getByRole('button', { name: 'Record state' }).click();
  await expect(dialog.getByText('Choose a state')).toBeVisible();
  await dialog.getByLabel('State', { exact: true }).selectOption({ label: 'Maintenance (MA)' });
  await dialog.getByRole('button', { name: 'Record state' }).click();
  await expect(dialog.getByText('Say what happened')).toBeVisible();
  await dialog.getByLabel('Reason').fill('Rotor is inspected');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Record state' }).click();
  await expect(page.getByText('Held by a person')).toBeVisible();
  await expect(page.getByText('Rotor is inspected').first()).toBeVisible();

  await page.getByRole('button', { name: 'Clear held state' }).click();
  const confirm = page.getByRole('alertdialog');
  await confirm.getByLabel('Reason').fill('Rotor is good');
  await confirm.getByRole('button', { name: 'Clear held state' }).click();
  await expect(page.getByText('Held by a person')).toHaveCount(0);
  await expect(page.getByText('Held state cleared').first()).toBeVisible();
});

test('an admin gives a device positions and a heartbeat', async ({ as }) => {
  const page = await as('admin');
  await page.goto(`/${DEMO_LAB}/admin/devices`);
  const name = `BENCH-${Date.now().toString(36)}`;
  await page.getByRole('button', { name: 'Add device' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add device' });
  await sheet.getByLabel('Name').fill(name);
  await sheet.getByLabel('Type').fill('Bench');
  await sheet.getByLabel('Positions').fill('3');
  await sheet.getByLabel(/^Heartbeat/).fill('30');
  await sheet.getByRole('button', { name: 'Add device' }).click();
  await expect(page.getByText(`${name} is added`).first()).toBeVisible();
  await page.goto(path(name));
  await expect(page.getByText('every 30 s')).toBeVisible();
  await expect(page.getByText('0 of 3 taken, 3 free')).toBeVisible();
  await page.goto(`/${DEMO_LAB}/admin/devices?q=${name}`);
  await page.getByRole('button', { name: 'Retire' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Retire/ })
    .click();
  await expect(page.getByText(/No devices match/)).toBeVisible();
  await page.goto(path(name));
  await expect(page.getByText(/^Retired: it takes nothing any more/)).toBeVisible();
});

/** As a date field takes it, by the clock of the demo lab; the browser's zone does not matter. */
const clock = (at: number) =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(at)
    .replace(' ', 'T');

test('a technician plans a downtime, and cancels it', async ({ as }) => {
  const page = await as('technician');
  await page.goto(path('SPIN-1'));
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Plan a downtime of SPIN-1' });
  await dialog.getByRole('button', { name: 'Plan the downtime' }).click();
  await expect(dialog.getByText('Say when')).toHaveCount(2);
  await expect(dialog.getByText('Say what for')).toBeVisible();

  const reason = `Service ${Date.now().toString(36)}`;
  // Somewhere in the next months, where no other run has planned.
  const start = Date.now() + (10 + Math.random() * 2_000) * 3_600_000;
  await dialog.getByLabel(/^From/).fill(clock(start));
  await dialog.getByLabel('To').fill(clock(start - 3_600_000));
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: 'Plan the downtime' }).click();
  await expect(dialog.getByText('Must be after it begins')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('To').fill(clock(start + 600_000));
  await dialog.getByRole('button', { name: 'Plan the downtime' }).click();
  await expect(dialog).toHaveCount(0);
  const planned = page
    .getByRole('list', { name: 'Planned downtimes' })
    .getByRole('listitem')
    .filter({ hasText: reason });
  await expect(planned).toContainText('Planned');
  await expectAccessible(page);

  await planned.getByRole('button', { name: `Cancel: ${reason}` }).click();
  const confirm = page.getByRole('alertdialog');
  await confirm.getByRole('button', { name: 'Cancel the downtime' }).click();
  await expect(confirm.getByLabel('Reason')).toBeFocused();
  await confirm.getByLabel('Reason').fill('Service comes another day');
  await confirm.getByRole('button', { name: 'Cancel the downtime' }).click();
  await expect(planned).toContainText('Cancelled');
  await expect(planned.getByRole('button')).toHaveCount(0);
});

test('who only reads sees what is planned, and plans nothing', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(path('SPIN-1'));
  await expect(page.getByRole('heading', { name: 'Planned downtime' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Plan', exact: true })).toHaveCount(0);
});
