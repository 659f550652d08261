import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';
import { anInstrument } from './instrument';

test('connections, connecting and mapping fit a phone', async ({ as, browser }) => {
  const instrument = await anInstrument(browser);
  const { device } = instrument;
  await instrument.writes('MSH|what is this', 'hl7-v2', 'quarantined');
  const page = await as('admin');
  await page.goto(`/${DEMO_LAB}/connections?q=${device}`);
  await expect(page.getByRole('row', { name: device })).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);

  const path = `/${DEMO_LAB}/connections/${encodeURIComponent(device)}`;
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: `Connect ${device}` })).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add an address' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectFitsWidth(page);

  await page.goto(`${path}/mapping`);
  await expect(page.getByText('The default, unchanged')).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
  for (const tab of ['HL7 v2', 'ASTM', 'Label and time']) {
    await page.getByRole('tab', { name: tab }).click();
    await expectFitsWidth(page);
  }
  await expectAccessible(page);
});

test('a downtime is planned on a phone', async ({ as }) => {
  const page = await as('technician');
  await page.goto(`/${DEMO_LAB}/devices/SPIN-1`);
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectFitsWidth(page);
});
