import { expect, expectAccessible, expectFitsWidth, signInAs, test } from './fixtures';

const PHONE = { width: 360, height: 740 };

test('the reference opens without signing in and lists each endpoint', async ({ page }) => {
  await page.goto('/docs');
  await expect(page.getByRole('heading', { level: 1, name: 'Interface' })).toBeVisible();
  const document: { paths: Record<string, object> } = await (
    await page.request.get('/api/openapi.json')
  ).json();
  const { '/api/health': health, ...paths } = document.paths;
  expect(health).toBeDefined();
  const endpoints = Object.values(paths).flatMap((methods) => Object.keys(methods));
  // Beside them the page has a link to the Python client.
  const lines = page.locator('main li a[href^="/docs/"]');
  await expect(lines).toHaveCount(endpoints.length);
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectFitsWidth(page);
});

test('an endpoint has a page: who may call it, its fields and a command', async ({ page }) => {
  await page.goto('/docs#post-api-v1-assays');
  const line = page.getByRole('link', { name: 'Create an assay' });
  await expect(line).toBeInViewport();
  await line.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Create an assay' })).toBeVisible();
  await expect(page.getByText('Least role: admin')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Example of POST /api/v1/assays' })).toContainText(
    'curl',
  );
  const body = page.getByRole('region', { name: /^Body, application\/json of POST/ });
  await expect(body.getByRole('rowheader', { name: 'code', exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectFitsWidth(page);
});

test('the reference is searched by word and by field, without scripts too', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto('/docs');
  await page.getByRole('searchbox', { name: 'Address, word or field' }).fill('whisker_low');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/\/docs\?q=whisker_low$/);
  const found = page.getByRole('link', { name: /metrics\/tat.*box\.whisker_low/ });
  await found.click();
  await expect(page.getByRole('rowheader', { name: 'box.whisker_low', exact: true })).toBeVisible();
  await page.goto('/docs?q=nothing-like-it');
  await expect(page.getByText('Nothing has “nothing-like-it”')).toBeVisible();
  expect((await page.goto('/docs/get-nothing'))?.status()).toBe(404);
  await page.close();
});

test('the description of the interface is OpenAPI 3.1', async ({ request }) => {
  const answer = await request.get('/api/openapi.json');
  expect(answer.status()).toBe(200);
  const document: { openapi: string; paths: object } = await answer.json();
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toContain('/api/v1/assays/{code}');
});

test('health is good and tells no secret', async ({ request }) => {
  await expect
    .poll(async () => (await request.get('/api/health')).status(), { timeout: 30_000 })
    .toBe(200);
  const answer = await request.get('/api/health');
  expect(await answer.json()).toMatchObject({ status: 'ok', database: 'up', jobs: 'up' });
  expect(await answer.text()).not.toMatch(/postgres(ql)?:|password/i);
});

test('unknown addresses, other methods and strangers get problems', async ({ request }) => {
  const cases = [
    [await request.get('/api/v1/nothing'), 404],
    [await request.get('/api/nothing/at/all'), 404],
    [await request.put('/api/v1/assays'), 405],
    [await request.get('/api/v1/assays'), 401],
    [await request.get('/api/metrics'), 401],
  ] as const;
  for (const [answer, status] of cases) {
    expect(answer.status(), answer.url()).toBe(status);
    expect(answer.headers()['content-type']).toBe('application/problem+json');
    expect(answer.headers()['x-request-id']).toBeTruthy();
    expect((await answer.json()).status).toBe(status);
  }
});

test('a signed-in person reads lists and figures of the process, and writes only from our pages', async ({
  page,
}) => {
  await signInAs(page, 'admin');
  const list = await page.request.get('/api/v1/assays?lab=demo&limit=2');
  expect((await list.json()).data).toHaveLength(2);
  const figures = await page.request.get('/api/metrics?lab=demo');
  expect(figures.headers()['content-type']).toContain('text/plain');
  expect(await figures.text()).toMatch(
    /benchwatch_http_request_duration_seconds_count\{[^}]*route="\/api\/v1\/assays"/,
  );
  const crossing = await page.request.post('/api/v1/departments?lab=demo', {
    headers: { origin: 'https://evil.example' },
    data: { name: 'Stolen' },
  });
  expect([crossing.status(), (await crossing.json()).code]).toEqual([403, 'cross_site']);
});

test('a code with a slash, a space and a percent sign can be named in an address', async ({
  page,
  baseURL,
}) => {
  await signInAs(page, 'admin');
  const headers = { origin: new URL(baseURL ?? '').origin, 'x-lab': 'demo' };
  const code = `a/b 100% ${Date.now()}`;
  const made = await page.request.post('/api/v1/error-codes', {
    headers,
    data: { code, name: 'x' },
  });
  expect(made.status()).toBe(201);
  const changed = await page.request.patch(`/api/v1/error-codes/${encodeURIComponent(code)}`, {
    headers,
    data: { name: 'y' },
  });
  expect(await changed.json()).toMatchObject({ code, name: 'y' });
});
