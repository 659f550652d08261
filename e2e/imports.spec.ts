import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';

/** A file of its own for each run: the demo lab is shared. */
function csvOf(tag: string): string {
  return [
    'specimen_id,assay,status,received_at,processed_at,priority,colour',
    `${tag}-1,${tag},COMPLETED,2026-03-01T08:00:00Z,2026-03-01T09:00:00Z,STAT,red`,
    `${tag}-2,${tag},done by night,2026-03-01T08:10:00Z,,ROUTINE,red`,
    `${tag} 3,${tag},COMPLETED,2026-03-01T08:20:00Z,2026-03-01T09:20:00Z,ROUTINE,red`,
  ].join('\n');
}

const file = (name: string, text: string | Buffer) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});

test('a manager checks a file, maps what is unknown, imports it and sees what was rejected', async ({
  as,
}) => {
  const page = await as('manager');
  const tag = `E${Date.now().toString(36)}`;
  await page.goto(`/${DEMO_LAB}/imports`);
  await page.getByRole('link', { name: 'Import a file' }).first().click();
  await expect(page.getByRole('heading', { name: 'Import a file' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('CSV file').setInputFiles(file('night.csv', csvOf(tag)));
  await page.getByRole('button', { name: 'Check this file' }).click();

  const mapping = page.getByLabel('Status “done by night” (1 rows) means');
  await expect(mapping).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Ignored columns: colour')).toBeVisible();
  await expectAccessible(page);
  await mapping.selectOption('received');
  await page.getByLabel('Add what is missing').click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();

  await expect(page.getByText('3 rows were read in.')).toBeVisible({ timeout: 30_000 });
  const faults = page.getByRole('region', { name: 'Faults by kind' });
  await expect(faults.getByText(`${tag} 3`)).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download rejected rows' }).click();
  expect((await download).suggestedFilename()).toBe('rejected-night.csv');

  await page.goto(`/${DEMO_LAB}/specimens/${tag}-1`);
  await expect(page.getByRole('heading', { name: `${tag}-1` })).toBeVisible();
  await page.goto(`/${DEMO_LAB}/imports`);
  await expect(page.getByRole('link', { name: 'night.csv' }).first()).toBeVisible();
  await expectAccessible(page);
});

test('25 MB arrive whole', async ({ as }) => {
  const page = await as('supervisor');
  const line = `S-1,NOT-AN-ASSAY,RECEIVED,${'x'.repeat(100)}\n`;
  const text = `specimen_id,assay,status,remark\n${line.repeat(Math.ceil(25_000_000 / line.length))}`;
  await page.goto(`/${DEMO_LAB}/imports/new`);
  await page.getByLabel('CSV file').setInputFiles(file('large.csv', text));
  await page.getByRole('button', { name: 'Check this file' }).click();
  await page.waitForURL(/imports\/[0-9a-f-]{36}$/, { timeout: 60_000 });
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const answer = await page.request.get(`/api/v1/imports/${id}?lab=${DEMO_LAB}`);
  const body: unknown = await answer.json();
  expect(body).toMatchObject({ file_name: 'large.csv', file_size: text.length, dry_run: true });
  // Not to keep the others waiting.
  await page.request.delete(`/api/v1/imports/${id}?lab=${DEMO_LAB}`, {
    headers: { origin: new URL(page.url()).origin },
  });
});

test('a supervisor sees no switch that needs a manager, and a workbook is told from a CSV', async ({
  as,
}) => {
  const page = await as('supervisor');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/${DEMO_LAB}/imports/new`);
  await expectFitsWidth(page);
  await page.getByLabel('CSV file').setInputFiles(file('book.csv', 'PK\u0003\u0004 no csv'));
  await page.getByRole('button', { name: 'Check this file' }).click();
  await expect(page.getByText(/Save it as CSV/)).toBeVisible({ timeout: 30_000 });
  await expectFitsWidth(page);
  await page.goto(`/${DEMO_LAB}/imports/new`);
  const csv = 'specimen_id,assay,status\nS-1,NOT-AN-ASSAY,RECEIVED\n';
  await page.getByLabel('CSV file').setInputFiles(file('small.csv', csv));
  await page.getByRole('button', { name: 'Check this file' }).click();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByLabel('Add what is missing')).toHaveCount(0);
  await expectFitsWidth(page);
});

test('a technician may not import', async ({ as }) => {
  const page = await as('technician');
  const answer = await page.goto(`/${DEMO_LAB}/imports/new`);
  expect(answer?.status()).toBe(403);
});
