import { makeSpecimen } from './bench';
import { anOrchestrator } from './deck';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('containers, a plate of 384 and a tube’s place fit a phone', async ({
  as,
  browser,
  baseURL,
}) => {
  const arm = await anOrchestrator(browser);
  await arm.device('Hotel', 3);
  const { id } = await arm.container('PLATE', 'Hotel', 0);
  const { number } = await makeSpecimen(arm.page, baseURL);
  await arm.contents(id, [
    { well: 'A1', specimen_id: number },
    { well: 'P24', specimen_id: number },
  ]);

  const page = await as('technician');
  await page.goto(`/${DEMO_LAB}/containers`);
  await expect(page.getByRole('heading', { level: 1, name: 'Containers' })).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);

  await page.goto(`/${DEMO_LAB}/containers/${id}`);
  await page.getByRole('button', { name: `A1: ${number}` }).tap();
  await expect(page.getByRole('status').filter({ hasText: 'Well A1' })).toContainText(number);
  await expectFitsWidth(page);
  await expectAccessible(page);

  await page.goto(`/${DEMO_LAB}/specimens/${number}`);
  await expect(page.getByRole('list', { name: 'Where it is' })).toContainText('P24');
  await expectFitsWidth(page);
});
