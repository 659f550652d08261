import { anExperimenter } from './experiments';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('on a phone an experiment is read by tapping its steps', async ({ as, browser }) => {
  const lab = await anExperimenter(browser);
  const uuid = await lab.begin([lab.stepOf('shake'), lab.stepOf('read')]);
  await lab.tell(uuid, 'shake', { startedMsAgo: 20_000 });
  const page = await as('supervisor');
  await page.goto(`/${DEMO_LAB}/experiments`);
  await expect(page.getByRole('region', { name: 'Running experiments' })).toBeVisible();
  await expectFitsWidth(page);
  await page.goto(`/${DEMO_LAB}/experiments/${uuid}`);
  const chart = page.getByRole('region', { name: 'Steps by device along time' });
  await chart.getByRole('button', { name: /^shake the plate/ }).tap();
  const facts = page.getByRole('region', { name: 'The step pointed at' });
  await expect(facts).toContainText('running for');
  await expectFitsWidth(page);
  await expectAccessible(page);
});
