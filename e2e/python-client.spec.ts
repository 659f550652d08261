import { readFileSync } from 'node:fs';
import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

const FOLDER = 'public/clients/python';
const EXAMPLE = readFileSync(`${FOLDER}/examples/experiment.py`, 'utf8');

test('the Python client and its example are downloaded as text without signing in', async ({
  request,
}) => {
  for (const file of [
    'platform_status_db.py',
    'examples/experiment.py',
    'examples/lab_config.yaml',
  ]) {
    const answer = await request.get(`/clients/python/${file}`, { maxRedirects: 0 });
    expect(answer.status(), file).toBe(200);
    expect(answer.headers()['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.headers()['x-content-type-options']).toBe('nosniff');
    expect(await answer.text()).toBe(readFileSync(`${FOLDER}/${file}`, 'utf8'));
  }
});

test('its page leads from installing to a whole experiment, on a phone too', async ({ page }) => {
  await page.goto('/docs');
  await page.getByRole('link', { name: 'Python client' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Python client' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Download the client' })).toContainText(
    'curl -O http',
  );
  // What is shown is what is downloaded.
  await expect(page.getByRole('region', { name: 'experiment.py', exact: true })).toHaveText(
    EXAMPLE,
    { useInnerText: true },
  );
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'platform_status_db.py' }).click();
  expect((await download).suggestedFilename()).toBe('platform_status_db.py');
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFitsWidth(page);
  await page.getByRole('link', { name: 'POST /moves' }).click();
  await expect(page.getByText('/api/v1/moves', { exact: true })).toBeVisible();
});
