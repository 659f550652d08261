import type { Page } from '@playwright/test';
import { DEMO_LAB, expect, expectAccessible, signInAs, test } from './fixtures';

/** What others do is on the screen so much later at most. */
const SOON = { timeout: 2_000 };

const fresh = (what: string) => `LIVE-${what}-${Date.now().toString(36)}`;

/** A request as the portal's own pages send it. */
async function post(page: Page, path: string, data: unknown): Promise<void> {
  const origin = new URL((await page.request.get('/api/health')).url()).origin;
  const answer = await page.request.post(`/api/v1${path}`, {
    data,
    headers: { origin, 'x-lab': DEMO_LAB },
  });
  expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
}

const firstAssay = async (page: Page): Promise<string> => {
  const answer = await page.request.get(`/api/v1/assays?lab=${DEMO_LAB}&limit=1`);
  const { data }: { data: { code: string }[] } = await answer.json();
  return data[0]?.code ?? '';
};

/** Resolves when the page's stream stands. */
function streaming(page: Page): Promise<unknown> {
  return page.waitForResponse((answer) => answer.url().includes('/api/v1/stream?') && answer.ok());
}

test('what one person enters, another sees in their list at once, and keeps what they typed', async ({
  as,
  browser,
}) => {
  const page = await as('manager');
  const [number, other] = [fresh('list'), await (await browser.newContext()).newPage()];
  await signInAs(other, 'technician');
  const stands = streaming(page);
  await page.goto(`/${DEMO_LAB}/specimens?q=${number}`);
  await stands;
  await expect(page.getByText('Nothing matches')).toBeVisible();
  const find = page.getByRole('searchbox', { name: /find|specimen/i }).first();
  await find.fill('half a num');

  const assay = await firstAssay(other);
  await post(other, '/specimens', { specimen_id: number, assay, state: 'expected' });
  await expect(page.getByRole('link', { name: number, exact: true })).toBeVisible(SOON);
  await expect(find).toHaveValue('half a num');
  await expect(find).toBeFocused();

  await post(other, `/specimens/${number}/transitions`, { action: 'receive' });
  await expect(page.getByRole('row', { name: number })).toContainText('Received', SOON);
  await expect(page.getByText('Not live')).toBeHidden();
  await expectAccessible(page);
});

test('a specimen’s page follows its specimen', async ({ as, browser }) => {
  const page = await as('viewer');
  const other = await (await browser.newContext()).newPage();
  await signInAs(other, 'technician');
  const number = fresh('one');
  const assay = await firstAssay(other);
  await post(other, '/specimens', { specimen_id: number, assay, state: 'expected' });
  const stands = streaming(page);
  await page.goto(`/${DEMO_LAB}/specimens/${number}`);
  await stands;
  await expect(page.getByText('Expected').first()).toBeVisible();
  await post(other, `/specimens/${number}/transitions`, { action: 'receive' });
  await expect(page.getByText('Received', { exact: true }).first()).toBeVisible(SOON);
});

test('the tabs of a browser share one stream, and the next takes it over when its tab closes', async ({
  as,
  browser,
}) => {
  const first = await as('manager');
  const other = await (await browser.newContext()).newPage();
  await signInAs(other, 'technician');
  const asked: string[] = [];
  first.context().on('request', (request) => {
    if (request.url().includes('/api/v1/stream')) asked.push(request.url());
  });
  const number = fresh('tabs');
  let stands = streaming(first);
  await first.goto(`/${DEMO_LAB}/specimens?q=${number}`);
  await stands;
  const second = await first.context().newPage();
  await second.goto(`/${DEMO_LAB}/tests?q=${number}`);
  await expect(second.getByText('Nothing matches')).toBeVisible();

  const assay = await firstAssay(other);
  await post(other, '/specimens', { specimen_id: number, assay, state: 'expected' });
  for (const page of [first, second]) {
    await expect(page.getByRole('link', { name: number, exact: true })).toBeVisible(SOON);
  }
  expect(asked).toHaveLength(1);

  stands = streaming(second);
  await first.close();
  await stands;
  await post(other, `/specimens/${number}/transitions`, { action: 'receive' });
  await expect(second.getByRole('row', { name: number })).toContainText('Received', SOON);
  expect(asked).toHaveLength(2);
  // It goes on where the first tab stopped.
  expect(asked[1]).toContain('last_event_id=');
});

test('a page that is not live says so, and catches up when it is again', async ({
  as,
  browser,
}) => {
  const page = await as('manager');
  const other = await (await browser.newContext()).newPage();
  await signInAs(other, 'technician');
  const number = fresh('lost');
  await page.route('**/api/v1/stream*', (route) => route.abort());
  await page.goto(`/${DEMO_LAB}/specimens?q=${number}`);
  await expect(page.getByText('Not live – reconnecting')).toBeVisible();
  await expectAccessible(page);
  const assay = await firstAssay(other);
  await post(other, '/specimens', { specimen_id: number, assay, state: 'expected' });
  await page.unroute('**/api/v1/stream*');
  await expect(page.getByRole('link', { name: number, exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText('Not live')).toBeHidden();
});
