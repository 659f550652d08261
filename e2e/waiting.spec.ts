import type { Browser, Page } from '@playwright/test';
import { makeSpecimen, move } from './bench';
import { DEMO_LAB, expect, expectAccessible, signInAs, test } from './fixtures';
import { analyteOf, anInstrument, hl7 } from './instrument';

const waitingOf = (number: string) => `/${DEMO_LAB}/waiting?specimen=${number}`;

/** A test of an analyser that was verified, and the other value that it sends afterwards. */
async function aLaterResult(browser: Browser, baseURL: string | undefined) {
  const analyser = await anInstrument(browser);
  const { number, assays } = await makeSpecimen(analyser.page, baseURL);
  const [assay = ''] = assays;
  const analyte = await analyteOf(analyser.page, assay);
  const results = (value: number, more: object = {}) => ({
    type: 'specimen.resulted',
    time: new Date().toISOString(),
    data: { specimen_id: number, assay, results: [{ analyte, value, unit: 'U', ...more }] },
  });
  await analyser.says(results(41.5), 'applied');
  await move(analyser.page, baseURL, number, { action: 'verify' });
  await analyser.says(results(44.25, { status: 'corrected' }), 'applied');
  return { number, assay, analyte };
}

/** The proposal of a specimen in the list. */
const proposal = (page: Page, number: string) =>
  page.getByRole('list', { name: 'Open, the oldest first' }).getByRole('listitem').filter({
    hasText: number,
  });

test('results for a verified test wait, the old beside the new, until a supervisor takes them', async ({
  as,
  browser,
  baseURL,
}) => {
  const { number, assay, analyte } = await aLaterResult(browser, baseURL);

  const page = await as('technician');
  await page.goto(`/${DEMO_LAB}/specimens/${number}`);
  await expect(page.getByText(`An instrument sent other results of ${assay}`)).toBeVisible();
  await page.getByRole('link', { name: 'Look at it' }).click();
  const row = proposal(page, number).getByRole('row').filter({ hasText: analyte });
  await expect(row).toContainText('41.5');
  await expect(row).toContainText('44.25');
  await expect(page.getByText('Deciding takes a supervisor')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Take/ })).toBeHidden();

  await signInAs(page, 'supervisor');
  await page.goto(waitingOf(number));
  await expect(page).toHaveTitle(/^Waiting/);
  await expectAccessible(page);
  await page.getByRole('button', { name: `Take: results of ${assay.toLowerCase()}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`${assay} is retracted`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Take the results' }).click();
  await expect(dialog.getByText(/say why/i)).toBeVisible();
  await dialog.getByLabel('Reason').fill('Confirmed by the rerun');
  await dialog.getByRole('button', { name: 'Take the results' }).click();
  await expect(dialog).toBeHidden();
  await expect(proposal(page, number)).toHaveCount(0);

  await page.getByRole('link', { name: 'Decided' }).click();
  const decided = page.getByRole('list', { name: 'Decided' }).getByRole('listitem').first();
  await expect(decided).toContainText('Confirmed by the rerun');
  await expect(decided).toContainText('Taken');
  await expectAccessible(page);
  await page.goto(`/${DEMO_LAB}/specimens/${number}`);
  await expect(page.getByText('An instrument sent')).toBeHidden();
  await expect(page.getByText('44.25').first()).toBeVisible();
});

test('results are dismissed with a reason, and everything stays as it was', async ({
  as,
  browser,
  baseURL,
}) => {
  const { number } = await aLaterResult(browser, baseURL);
  const page = await as('supervisor');
  await page.goto(waitingOf(number));
  await page.getByRole('button', { name: /^Dismiss/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Wrong tube in the rerun');
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.goto(`/${DEMO_LAB}/specimens/${number}`);
  await expect(page.getByText('41.5').first()).toBeVisible();
  await expect(page.getByText('44.25')).toBeHidden();
});

test('a reason to reject that an instrument saw is taken by a person', async ({
  as,
  browser,
  baseURL,
}) => {
  const analyser = await anInstrument(browser);
  const { number } = await makeSpecimen(analyser.page, baseURL);
  const id = await analyser.writes(
    hl7('OUL^R22^OUL_R22', [`SPM|1|${number}||SER|||||||P||||||||||RC^Clotting^HL70490`]),
    'hl7-v2',
    'applied',
  );

  const page = await as('supervisor');
  await page.goto(`/${DEMO_LAB}/inbox/${id}`);
  const left = page.getByRole('list', { name: 'What it left' });
  await expect(left).toContainText('Waits for a supervisor');
  await left.getByRole('link', { name: 'Look at it' }).click();
  await expect(proposal(page, number)).toContainText('(RC)');
  await page.getByRole('button', { name: /^Reject/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Why it is rejected')).toHaveValue('RC');
  await dialog.getByLabel('Reason').fill('Clot seen at the probe');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Reject the specimen' }).click();
  await expect(dialog).toBeHidden();
  await page.goto(`/${DEMO_LAB}/inbox/${id}`);
  await expect(left).toContainText('Taken by');
  await left.getByRole('link', { name: number }).click();
  await expect(page.getByText('Rejected', { exact: true }).first()).toBeVisible();
});
