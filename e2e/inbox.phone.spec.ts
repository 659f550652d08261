import { makeSpecimen } from './bench';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';
import { analyteOf, anInstrument, hl7 } from './instrument';

test('the inbox and a message fit a phone', async ({ as, browser, baseURL }) => {
  const analyser = await anInstrument(browser);
  const { number, assays } = await makeSpecimen(analyser.page, baseURL);
  const [assay = ''] = assays;
  const analyte = await analyteOf(analyser.page, assay);
  await analyser.writes(
    hl7('OUL^R22^OUL_R22', [
      'PID|1||4711^^^HOSP^MR||Okonkwo^Ada||19700101|F|||A very long street with no number in it',
      `SPM|1|${number}||SER|||||||P`,
      `OBR|1|${number}||${assay}`,
      `OBX|1|NM|${analyte}||6.9|mmol/L|3.5-5.1|HH|||F`,
    ]),
    'hl7-v2',
    'applied',
  );

  const page = await as('supervisor');
  await page.goto(
    `/${DEMO_LAB}/inbox?${new URLSearchParams({ device: analyser.device, specimen: number })}`,
  );
  await expect(page).toHaveTitle(/^Inbox/);
  const list = page.getByRole('list', { name: 'Messages' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expectFitsWidth(page);
  await expectAccessible(page);
  await list.getByRole('checkbox').check();
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('1 message');
  await expectFitsWidth(page);
  await list.getByRole('checkbox').uncheck();

  await list.getByRole('link', { name: 'OUL^R22' }).tap();
  await expect(page).toHaveTitle(/^Message/);
  await expect(page.getByRole('region', { name: 'What came' })).toContainText(number);
  await expectFitsWidth(page);
  await expectAccessible(page);
});
