import { assayCodes } from './bench';
import { DEMO_LAB, expect, expectAccessible, test } from './fixtures';
import { analyteOf, anInstrument } from './instrument';

const path = (device: string) => `/${DEMO_LAB}/connections/${encodeURIComponent(device)}/mapping`;

/** A result of a specimen that nobody knows, by codes that the lab does not know. */
const result = (number: string) =>
  [
    'MSH|^~\\&|LINK|LAB|BW|LAB|20260302080000||ORU^R01^ORU_R01|1|P|2.5.1',
    `SPM|1|^${number}-01||SER`,
    'OBR|1|||XX-707^Something',
    'OBX|1|NM|YY-1^Something||5.1|mmol/L||N|||F',
  ].join('\r');

test('a code that the lab does not know is translated, tried and saved', async ({ browser }) => {
  const instrument = await anInstrument(browser);
  const { page, device } = instrument;
  const [assay = ''] = await assayCodes(page);
  const analyte = await analyteOf(page, assay);
  await instrument.writes(result(device), 'hl7-v2', 'quarantined');
  await page.goto(path(device));
  const unknown = page.getByRole('list', { name: 'Codes not known here' });
  await expect(unknown.getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Translate assay XX-707' }).click();
  const ours = page.getByLabel('Ours for XX-707');
  await expect(ours).toBeFocused();
  await ours.fill('NO-SUCH-ASSAY');
  await expect(page.getByText('This lab has none such among its assays.')).toBeVisible();
  await ours.fill(assay);
  await page.getByRole('button', { name: 'Translate analyte YY-1' }).click();
  await page.getByLabel('Ours for YY-1').fill(analyte);
  await page.getByRole('tab', { name: 'Label and time' }).click();
  await page.getByLabel('Suffixes to cut off').fill('-01, -02');
  await expect(page.getByText('3 changes not saved')).toBeVisible();

  await page.getByRole('button', { name: 'Try', exact: true }).click();
  const tried = page.getByRole('list', { name: 'Messages that change' });
  await expect(tried.getByRole('region', { name: 'Now', exact: true })).toContainText('XX-707');
  const after = tried.getByRole('region', { name: 'With the changes' });
  await expect(after).toContainText(`Results of specimen ${device} `);
  await expect(after).toContainText(`${assay}: complete`);
  await expect(after).not.toContainText('XX-707');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Version 1, unchanged')).toBeVisible();
  await page.reload();
  await page.getByRole('tab', { name: 'Label and time' }).click();
  await expect(page.getByLabel('Suffixes to cut off')).toHaveValue('-01, -02');
  await page.getByRole('tab', { name: 'Codes' }).click();
  await expect(page.getByText('Every code in them is known or translated.')).toBeVisible();
  await page.context().close();
});

test('a wrong place is named, and what differs from the default is marked', async ({ browser }) => {
  const { page, device } = await anInstrument(browser);
  await page.goto(path(device));
  await page.getByRole('tab', { name: 'HL7 v2' }).click();
  const field = page.getByLabel('Specimen number, taken from');
  await expect(field).toHaveValue('SPM-2.2, SPM-2.1, SAC-3, OBR-3.1, OBR-2.1');
  await field.fill('SPM-2.2, NOWHERE');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^NOWHERE must be a place such as/i)).toBeVisible();
  await expect(page.getByText('HL7: Specimen number')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'HL7 v2' })).toContainText('1 changed');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Back to the default of Specimen number' }).click();
  await expect(page.getByText('The default, unchanged')).toBeVisible();
  await page.context().close();
});

test('of two who change a table at once, the second is told', async ({ browser }) => {
  const { page, device } = await anInstrument(browser);
  const other = await page.context().newPage();
  for (const one of [page, other]) {
    await one.goto(path(device));
    await one.getByRole('tab', { name: 'Label and time' }).click();
  }
  await page.getByLabel('Time zone').fill('Europe/Paris');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Version 1, unchanged')).toBeVisible();
  await other.getByLabel('Error code').fill('E-1');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText(/was changed meanwhile/)).toBeVisible();
  other.on('dialog', (dialog) => void dialog.accept());
  await other.getByRole('button', { name: 'Load the newer table' }).click();
  await expect(other.getByText('Version 1, unchanged')).toBeVisible();
  await page.context().close();
});

test('whoever may only look changes nothing', async ({ as }) => {
  const page = await as('manager');
  await page.goto(path('CHEM-1'));
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Add a code/ })).toHaveCount(0);
  await page.getByRole('tab', { name: 'HL7 v2' }).click();
  await expect(page.getByLabel('Specimen number, taken from')).not.toBeEditable();
  await expectAccessible(page);
});
