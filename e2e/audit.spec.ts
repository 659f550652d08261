import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, signInAs, test } from './fixtures';

const TRAIL = `/${DEMO_LAB}/audit`;

/** Creates an analyte and renames it, as the admin; answers its code. */
async function changeSomething(page: Page, base: string): Promise<string> {
  await signInAs(page, 'admin');
  const code =
    `AU${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`.toUpperCase();
  const headers = { origin: new URL(base).origin, 'x-lab': DEMO_LAB };
  const created = await page.request.post('/api/v1/analytes', {
    headers,
    data: { code, name: `${code} old`, unit: 'mmol/L' },
  });
  expect(created.status()).toBe(201);
  const changed = await page.request.patch(`/api/v1/analytes/${code}`, {
    headers: { ...headers, 'x-request-id': `request-${code}` },
    data: { name: `${code} new` },
  });
  expect(changed.status()).toBe(200);
  return code;
}

const events = (page: Page) => page.getByRole('list', { name: 'Events, the newest first' });

test('a manager finds a change, sees what it was and that it is sealed', async ({
  page,
  baseURL,
}) => {
  const code = await changeSomething(page, baseURL ?? '');
  await signInAs(page, 'manager');
  // The worker seals within seconds.
  await expect(async () => {
    await page.goto(`${TRAIL}?request_id=request-${code}`);
    await events(page).getByText('analyte.update').click();
    await expect(page.getByText(/^row [\d,]+, /)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await expect(events(page).getByRole('listitem')).toHaveCount(1);
  const change = page.getByRole('region', { name: 'What analyte.update changed' });
  await expect(change.getByRole('row').nth(1)).toHaveText(`name${code} old${code} newChanged`);
  await expect(change.getByRole('row', { name: /^unit/ })).toContainText('Unchanged');
  await expect(page.getByText(/^Sealed to row/)).toBeVisible();
  await expectAccessible(page);
});

test('filters are the address, can be taken off one by one, and come to nothing kindly', async ({
  as,
}) => {
  const page = await as('manager');
  await page.goto(TRAIL);
  await page.getByLabel('Action').selectOption('assay.create');
  await page.getByLabel('Who').fill('demo');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/actor=demo&action=assay\.create/);
  const rows = events(page).getByRole('listitem');
  await expect(rows.first()).toContainText('assay.create');
  await expect(rows.filter({ hasNotText: 'assay.create' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Remove filter By: demo' }).click();
  await expect(page).toHaveURL(/\?action=assay\.create$/);
  await page.getByLabel('Specimen number or id').fill('no-such-tube');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Clear filters' }).click();
  await expect(rows.first()).toBeVisible();
  await page.goto(`${TRAIL}?from=yesterday`);
  await expect(page.getByText('from: must be a day, such as 2026-03-01')).toBeVisible();
});

test('a specimen is found by its number, and its page is a click away', async ({
  page,
  baseURL,
}) => {
  await signInAs(page, 'admin');
  const number = `AUD-${Date.now().toString(36)}`;
  const created = await page.request.post('/api/v1/specimens', {
    headers: { origin: new URL(baseURL ?? '').origin, 'x-lab': DEMO_LAB },
    data: { specimen_id: number, assay: 'GLU' },
  });
  expect(created.status()).toBe(201);
  await signInAs(page, 'manager');
  await page.goto(TRAIL);
  await page.getByLabel('Specimen number or id').fill(number);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(events(page).getByRole('listitem')).toHaveCount(1);
  await events(page).getByText('specimen.create').click();
  await page.getByRole('link', { name: number, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/specimens/${number}$`));
});

test('pages go on by the last row, and back to the first', async ({ as }) => {
  const page = await as('manager');
  await page.goto(TRAIL);
  const first = await events(page).getByRole('listitem').first().innerText();
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(page.getByRole('link', { name: 'Previous' })).toBeVisible();
  const second = events(page).getByRole('listitem').first();
  expect(await second.innerText()).not.toBe(first);
});

test('the export has what the filters leave', async ({ as }) => {
  const page = await as('manager');
  await page.goto(`${TRAIL}?action=demo.load`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^audit-demo-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines[0]).toContain('at,actor,actor_kind,');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(',demo.load,');
});

for (const role of ['viewer', 'technician', 'supervisor'] as const) {
  test(`a ${role} is refused, and not led there`, async ({ as }) => {
    const page = await as(role);
    const answer = await page.goto(TRAIL);
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole('heading', { name: 'Audit trail' })).toHaveCount(0);
    await page.goto(`/${DEMO_LAB}/specimens`);
    await expect(page.getByRole('link', { name: 'Audit', exact: true })).toHaveCount(0);
  });
}

test('fits a phone, open and closed', async ({ as }) => {
  const page = await as('manager');
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(TRAIL);
  await expectFitsWidth(page);
  await page.goto(`${TRAIL}?action=demo.load`);
  const event = events(page).getByRole('listitem').first();
  await event.locator('summary').click();
  await expect(event.getByText('Request', { exact: true })).toBeVisible();
  await expectFitsWidth(page);
  await page.getByRole('button', { name: /^Filters/ }).click();
  await expect(page.getByLabel('Who')).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
});
