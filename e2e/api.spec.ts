import { expect, expectAccessible, expectFitsWidth, signInAs, test } from './fixtures';

test('the reference opens without signing in and shows each endpoint', async ({ page }) => {
  await page.goto('/docs');
  await expect(page.getByRole('heading', { level: 1, name: 'Interface' })).toBeVisible();
  const create = page.locator('summary').filter({ hasText: 'Create an assay' });
  await create.click();
  await expect(page.getByText('Least role: admin').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Example of POST /api/v1/assays' })).toContainText(
    'curl',
  );
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFitsWidth(page);
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
