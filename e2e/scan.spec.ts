import { aDevice, freshNumber, makeSpecimen, move, scan } from './bench';
import { expect, expectAccessible, test } from './fixtures';

const SCAN = '/demo/scan';

test('ten tubes are scanned one after the other, each acts at once, one is undone', async ({
  as,
  baseURL,
}) => {
  const page = await as('supervisor');
  const device = await aDevice(page);
  const numbers: string[] = [];
  for (let tube = 0; tube < 10; tube += 1) {
    const { number } = await makeSpecimen(page, baseURL);
    await move(page, baseURL, number, { action: 'start', device });
    numbers.push(number);
  }
  await page.goto(SCAN);
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByRole('button', { name: 'Start scanning' }).click();
  await expect(page.getByLabel('Scan the next tube')).toBeFocused();
  // As fast as the keys go: none waits for the one before.
  for (const number of numbers) await scan(page, number);

  const list = page.getByRole('list', { name: 'Scans, newest first' });
  await expect(page.getByLabel('Count', { exact: true })).toHaveText('10 done · 0 refused');
  const lines = list.getByRole('listitem');
  await expect(lines).toHaveCount(10);
  await expect(lines.first()).toContainText(numbers.at(-1) ?? '');
  await expect(lines.last()).toContainText(numbers[0] ?? '');

  const [first = ''] = numbers;
  await page.getByRole('button', { name: `Undo ${first}` }).click();
  await expect(page.getByLabel('Count', { exact: true })).toHaveText(
    '9 done · 0 refused · 1 undone',
  );
  await expect(page.getByLabel('Scan the next tube')).toBeFocused();

  // What is not there is refused, and the scan before it stays.
  const unknown = freshNumber();
  await scan(page, unknown);
  await expect(page.getByRole('alert').filter({ hasText: unknown })).toContainText(
    'Not in this lab',
  );
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByText('9 done, 1 refused, 1 undone')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the list' }).click();
  expect((await download).suggestedFilename()).toBe('scans-submit.csv');

  await page.goto(`/demo/specimens/${first}`);
  const history = page.getByRole('list', { name: 'History' });
  await expect(history.getByText('Reason: Undone in scan mode')).toBeVisible();
});

test('a reason is given once; a double scan is noted; what is not allowed says why', async ({
  as,
  baseURL,
}) => {
  const page = await as('technician');
  const { number } = await makeSpecimen(page, baseURL);
  const { number: expected } = await makeSpecimen(page, baseURL, { state: 'expected' });
  await page.goto(SCAN);
  await expect(page.getByRole('button', { name: 'Start scanning' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Verify' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByLabel('Device').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Start scanning' }).click();
  const list = page.getByRole('list', { name: 'Scans, newest first' }).getByRole('listitem');
  await scan(page, number);
  await scan(page, number);
  await expect(list.filter({ hasText: 'the second was ignored' })).toHaveCount(1);
  await expect(list.filter({ hasText: 'In process' })).toHaveCount(1);
  await scan(page, expected);
  await expect(list.first()).toContainText('Expected. Only from Received');
});

test('what is signed is not scanned', async ({ as }) => {
  const page = await as('manager');
  await page.goto(SCAN);
  await expect(page.getByRole('button', { name: /^Invalidate/ })).toBeDisabled();
  await expectAccessible(page);
});

test('a viewer has no scan mode', async ({ as }) => {
  const page = await as('viewer');
  expect((await page.goto(SCAN))?.status()).toBe(403);
});
