import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';

const HEADER = 'specimen_id,assay,status,received_at,processed_at,comment\n';

/** Numbers nobody has used. */
const fresh = () => `IMP-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

/** Chooses a file of this text, has it checked, and waits for the outcome. */
async function check(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.goto(`/${DEMO_LAB}/imports/new`);
  await page
    .getByLabel('CSV file')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  await page.getByRole('button', { name: 'Check this file' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 });
}

/** The figure under a label of the summary. */
const figure = (page: Page, label: string) =>
  page.getByRole('term').filter({ hasText: label }).locator('xpath=following-sibling::dd[1]');

test('a file with faults is checked, mapped, imported, and its rejected rows downloaded', async ({
  as,
}) => {
  const page = await as('supervisor');
  const number = fresh();
  const name = `${number}.csv`;
  await check(
    page,
    name,
    HEADER +
      `${number}-1,BMP,COMPLETED,2026-11-02T08:00:00Z,2026-11-02T09:30:00Z,fine\n` +
      `${number}-2,BMP,COMPLETED,yesterday,2026-11-02T09:30:00Z,a wrong time\n` +
      `${number}-3,NOSUCHASSAY,COMPLETED,2026-11-02T08:00:00Z,2026-11-02T09:30:00Z,\n` +
      `${number}-4,BMP,WAITING FOR GODOT,2026-11-02T08:00:00Z,,to be mapped\n`,
  );
  await expect(page.getByText('Ignored columns: comment')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Recognised columns' })).toContainText('received_at');
  const faults = page.getByRole('region', { name: 'Faults by kind' });
  await expect(faults.getByRole('row').filter({ hasText: 'received_at' })).toContainText(
    'yesterday',
  );
  await expect(faults.getByRole('row').filter({ hasText: 'NOSUCHASSAY' })).toBeVisible();
  await expect(figure(page, 'Would be created')).toHaveText('1');
  await expect(page.getByText('Add what is missing')).toBeHidden();
  await expectAccessible(page);

  await page
    .getByLabel('Status “WAITING FOR GODOT” (1 rows) means')
    .selectOption({ label: 'Received' });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(figure(page, 'Created')).toHaveText('2');
  await expect(figure(page, 'Rejected')).toHaveText('2');

  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download rejected rows' }).click();
  const stream = await (await waiting).createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  const rejected = Buffer.concat(parts).toString();
  expect(rejected).toContain('3,received_at,yesterday,');
  expect(rejected).toContain('4,assay,NOSUCHASSAY,');

  await page.goto(`/${DEMO_LAB}/specimens/${number}-1`);
  await expect(page.getByText('1 h 30 min').first()).toBeVisible();
  await page.getByRole('link', { name: 'the import' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.goto(`/${DEMO_LAB}/imports`);
  await expect(page.getByRole('link', { name }).first()).toBeVisible();
  await expectAccessible(page);
});

test('the same file twice changes nothing', async ({ as }) => {
  const page = await as('manager');
  const number = fresh();
  const content = `${HEADER}${number},CBC,COMPLETED,2026-11-03T08:00:00Z,2026-11-03T09:00:00Z,\n`;
  for (const [created, unchanged] of [
    ['1', '0'],
    ['0', '1'],
  ] as const) {
    await check(page, `${number}.csv`, content);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByText('Imported', { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(figure(page, 'Created')).toHaveText(created);
    await expect(figure(page, 'Unchanged')).toHaveText(unchanged);
  }
});

test('a file that is none says why, and nothing is offered to import', async ({ as }) => {
  const page = await as('supervisor');
  await check(page, 'picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0]));
  await expect(page.getByText('The file could not be imported')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeHidden();
});

test('25 MB sent by the browser arrive whole', async ({ as }) => {
  const page = await as('supervisor');
  const row = `${fresh()},BMP,COMPLETED,2026-11-04T08:00:00Z,2026-11-04T09:00:00Z,${'x'.repeat(900)}\n`;
  const content = Buffer.from(HEADER + row.repeat(Math.ceil(25_000_000 / row.length)));
  expect(content.length).toBeGreaterThan(25_000_000);
  await check(page, 'large.csv', content);
  const id = page.url().split('/').at(-1) ?? '';
  const answer = await page.request.get(`/api/v1/imports/${id}`, {
    headers: { 'x-lab': DEMO_LAB },
  });
  const kept: { file_size: number; sha256: string } = await answer.json();
  expect(kept.file_size).toBe(content.length);
  expect(kept.sha256).toBe(createHash('sha256').update(content).digest('hex'));
});

for (const role of ['viewer', 'technician'] as const) {
  test(`a ${role} imports nothing`, async ({ as }) => {
    const page = await as(role);
    const response = await page.goto(`/${DEMO_LAB}/imports/new`);
    expect(response?.status()).toBe(403);
    await expect(page.getByRole('link', { name: 'Imports' })).toBeHidden();
  });
}

test('choosing a file is accessible, and fits a small phone', async ({ as }) => {
  const page = await as('supervisor');
  await page.goto(`/${DEMO_LAB}/imports/new`);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  await expectFitsWidth(page);
  await page.goto(`/${DEMO_LAB}/imports`);
  await expectFitsWidth(page);
});
