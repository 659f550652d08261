import type { Page } from '@playwright/test';
import { expect, expectAccessible, signInAs, test } from './fixtures';

const SPECIMENS = '/demo/specimens';

/** The numbers in the list, as they are shown. */
async function numbers(page: Page): Promise<string[]> {
  const cells = page.getByRole('region', { name: 'Specimens' }).getByRole('cell');
  await expect(cells.first()).toBeVisible();
  return cells.getByRole('link').allTextContents();
}

async function firstNumber(page: Page): Promise<string> {
  const [first] = await numbers(page);
  if (first === undefined) throw new Error('The list is empty');
  return first;
}

/** A number nobody has used. */
const fresh = () => `E2E-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

test('a specimen is found by its number and opened', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(SPECIMENS);
  const number = await firstNumber(page);
  await page.getByRole('searchbox', { name: 'Specimen number, or how it begins' }).fill(number);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${number}`));
  // Another may begin the same.
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText(/^\d specimens?/);
  await page.getByRole('link', { name: number, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Milestones' }).first()).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'History' }).getByRole('listitem').first(),
  ).toBeVisible();
  await expectAccessible(page);
});

test('filters and order are in the address, and the address is the view', async ({
  as,
  context,
}) => {
  const page = await as('viewer');
  await page.goto(SPECIMENS);
  await page.getByLabel('State').selectOption('Published');
  await page.getByLabel('Priority').selectOption('STAT');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/state=published.*priority=STAT/);
  const list = page.getByRole('region', { name: 'Specimens' });
  await list.getByRole('link', { name: 'Specimen', exact: true }).click();
  await expect(page).toHaveURL(/sort=number/);
  await expect(list.getByRole('columnheader', { name: 'Specimen' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  const rows = list.getByRole('row');
  const count = await rows.count();
  expect(count).toBeGreaterThan(2);
  await expect(rows.getByText('Published', { exact: true })).toHaveCount(count - 1);
  await expect(rows.getByText('STAT', { exact: true })).toHaveCount(count - 1);
  const shown = await numbers(page);
  expect(shown).toEqual(shown.toSorted());

  const shared = await context.newPage();
  await shared.goto(page.url());
  expect(await numbers(shared)).toEqual(shown);

  await page.getByRole('link', { name: 'Remove filter Priority: STAT' }).click();
  await expect(page).not.toHaveURL(/priority/);
  await expect(page).toHaveURL(/state=published/);
});

test('a scan into the search box of any page opens the specimen, half a number the list', async ({
  as,
}) => {
  const page = await as('technician');
  await page.goto(SPECIMENS);
  const number = await firstNumber(page);
  await page.goto('/demo/tests');
  const search = page.getByRole('searchbox', { name: 'Find a specimen by its number' });
  await search.fill(number);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/demo/specimens/${number}`);

  await search.fill(number.slice(0, 4));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/demo/specimens\\?q=${number.slice(0, 4)}$`));
});

test('pages lead forward and back through the whole lab', async ({ as }) => {
  const page = await as('viewer');
  await page.goto('/demo/tests');
  await expect(page.getByText('More than 10,000 tests')).toBeVisible();
  const rows = page.getByRole('region', { name: 'Tests' }).getByRole('row');
  // What stands beside the number goes with the time.
  const first = await rows.nth(1).getByRole('link').first().textContent();
  const next = page.getByRole('link', { name: 'Next' });
  for (let turn = 0; turn < 3; turn += 1) {
    const before = page.url();
    await next.click();
    await expect(page).not.toHaveURL(before);
    await expect(rows).toHaveCount(51);
  }
  for (let turn = 0; turn < 3; turn += 1) {
    const before = page.url();
    await page.getByRole('link', { name: 'Previous' }).click();
    await expect(page).not.toHaveURL(before);
    await expect(rows).toHaveCount(51);
  }
  expect(await rows.nth(1).getByRole('link').first().textContent()).toBe(first);
});

test('every page of 15,000 and more tests by the interface: each once, and none left out', async ({
  as,
}) => {
  const page = await as('viewer');
  const seen = new Set<string>();
  let cursor: string | null = null;
  let rows = 0;
  do {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`;
    const answer = await page.request.get(`/api/v1/tests?lab=demo&limit=500&sort=number${query}`);
    expect(answer.status()).toBe(200);
    const body: {
      data: { specimen_id: string; assay: string; run: number }[];
      next_cursor: string | null;
    } = await answer.json();
    for (const { specimen_id, assay, run } of body.data) seen.add(`${specimen_id} ${assay} ${run}`);
    rows += body.data.length;
    cursor = body.next_cursor;
  } while (cursor !== null);
  expect(rows).toBeGreaterThan(15_000);
  expect(seen.size).toBe(rows);
});

test('what this lab does not have is said, and SQL is only text', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(`${SPECIMENS}?assay=NO-SUCH`);
  await expect(page.getByText('this lab has no assay “NO-SUCH”')).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(page.getByRole('region', { name: 'Specimens' })).toBeVisible();
  await page.goto(`${SPECIMENS}?q=${encodeURIComponent("' OR 1=1; DROP TABLE specimens; --")}`);
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await expectAccessible(page);
});

test('another lab’s specimen is not found, and nothing tells of it', async ({ as }) => {
  const page = await as('admin');
  const foreign = fresh();
  const assays = await page.request.get('/api/v1/assays?lab=demo-north&limit=1');
  const { data }: { data: { code: string }[] } = await assays.json();
  const made = await page.request.post('/api/v1/specimens?lab=demo-north', {
    headers: { origin: new URL(assays.url()).origin },
    data: { specimen_id: foreign, assay: data[0]?.code },
  });
  expect(made.status()).toBe(201);
  expect((await page.goto(`/demo-north/specimens/${foreign}`))?.status()).toBe(200);
  expect((await page.goto(`/demo/specimens/${foreign}`))?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'No such specimen in this lab' })).toBeVisible();
  await expectAccessible(page);
});

test('a technician enters a specimen and goes on with the next', async ({ as }) => {
  const page = await as('technician');
  await page.goto(SPECIMENS);
  await page.getByRole('link', { name: 'New specimen' }).click();
  const number = page.getByLabel('Specimen number', { exact: true });
  await expect(number).toBeFocused();
  await expectAccessible(page);

  // Nothing filled in: each fault stands at its field.
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('choose at least one assay')).toBeVisible();

  const first = fresh();
  await number.fill(first);
  await page.getByLabel('Assay', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Add another test' }).click();
  await page.getByLabel('Assay 2', { exact: true }).selectOption({ index: 2 });
  await page.getByLabel('Priority').selectOption('STAT');
  await page.getByRole('button', { name: 'Save and next' }).click();
  await expect(page.getByRole('link', { name: first })).toBeVisible();
  await expect(number).toBeFocused();
  await expect(number).toHaveValue('');

  // The same number again.
  await number.fill(first);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`${first} is in this lab already`)).toBeVisible();

  const second = fresh();
  await number.fill(second);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: second })).toBeVisible();
  await expect(page.getByRole('heading', { name: '2 tests' })).toBeVisible();
  const history = page.getByRole('list', { name: 'History' });
  await expect(history.getByText('Created')).toBeVisible();
  await expect(history.getByText('Receive', { exact: true })).toBeVisible();
});

test('a viewer enters nothing', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(SPECIMENS);
  await expect(page.getByRole('region', { name: 'Specimens' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'New specimen' })).toHaveCount(0);
  expect((await page.goto(`${SPECIMENS}/+new`))?.status()).toBe(403);
});

test('the list is walked by keyboard', async ({ as }) => {
  const page = await as('viewer');
  // By number the demo's come first, whatever is entered meanwhile.
  await page.goto(`${SPECIMENS}?sort=number`);
  const list = page.getByRole('region', { name: 'Specimens' });
  const [first, second] = await numbers(page);
  await list.focus();
  // Past the five headings that sort, to the rows: one stop each.
  for (let stop = 0; stop < 6; stop += 1) await page.keyboard.press('Tab');
  await expect(list.getByRole('link', { name: first, exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(list.getByRole('link', { name: second, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: second })).toBeVisible();
});

test('times are those of the lab', async ({ page }) => {
  await signInAs(page, 'viewer');
  await page.goto(SPECIMENS);
  const time = page.getByRole('region', { name: 'Specimens' }).getByRole('time').first();
  const [iso, title] = [await time.getAttribute('datetime'), await time.getAttribute('title')];
  expect(iso).toMatch(/Z$/);
  expect(title).toMatch(/UTC[+-]\d\d:\d\d \(/);
});

for (const path of [SPECIMENS, '/demo/tests?late=true']) {
  test(`${path} passes an accessibility scan`, async ({ as }) => {
    const page = await as('manager');
    await page.goto(path);
    await expect(page.getByRole('region', { name: /Specimens|Tests/ })).toBeVisible();
    await expectAccessible(page);
  });
}
