import { makeSpecimen } from './bench';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';
import { anInstrument, hl7 } from './instrument';

test('what waits fits a phone, and is decided there', async ({ as, browser, baseURL }) => {
  const analyser = await anInstrument(browser);
  const { number } = await makeSpecimen(analyser.page, baseURL);
  await analyser.writes(
    hl7('OUL^R22^OUL_R22', [`SPM|1|${number}||SER|||||||P||||||||||RC^Clotting^HL70490`]),
    'hl7-v2',
    'applied',
  );

  const page = await as('supervisor');
  await page.goto(`/${DEMO_LAB}/specimens/${number}`);
  await page.getByRole('link', { name: 'Look and decide' }).tap();
  await expect(page.getByRole('heading', { level: 1, name: 'Waiting' })).toBeVisible();
  await expect(page).toHaveTitle(/^Waiting/);
  await expectFitsWidth(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Dismiss/ }).tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Looked at it: no clot');
  await expectFitsWidth(page);
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).tap();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Nothing matches')).toBeVisible();
});
