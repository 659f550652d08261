import type { Page } from '@playwright/test';
import { DEMO_LAB, expect, expectAccessible, test } from './fixtures';

const PATH = `/${DEMO_LAB}/instruments`;

/** The last four weeks of the demo lab: they have its outages and its maintenance. */
async function open(page: Page): Promise<void> {
  await page.goto(PATH);
  await page.getByRole('button', { name: '28 days' }).click();
  await expect(page).toHaveURL(/from=/);
  await expect(page.getByRole('region', { name: 'Uptime by device' })).toBeVisible();
}

/** The number a text begins with. */
const count = (text: string | null) => Number(/[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', ''));

test('a viewer is led to the instruments and sees what each was and is', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(`/${DEMO_LAB}/worklist`);
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Instruments' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Instruments' })).toBeVisible();

  await open(page);
  const table = page.getByRole('region', { name: 'Uptime by device' });
  for (const device of ['CHEM-1', 'HEMA-2', 'PCR-2']) {
    await expect(table.getByRole('link', { name: device, exact: true })).toBeVisible();
  }
  const chem = table.getByRole('row', { name: /^CHEM-2/ });
  await expect(chem.getByText(/Up|Idle|Planned/).first()).toBeVisible();
  await expect(chem.getByRole('link', { name: /uptime/ })).toHaveText(/^9\d\.\d\d$/);
  await expect(chem.getByRole('link', { name: /coverage/ })).toHaveText('100.0');

  // A device that reports nothing has no uptime, and the page says why.
  const silent = table.getByRole('row', { name: /^INCU-1/ });
  await expect(silent.getByText('nothing reported')).toBeVisible();
  await expect(silent.getByText('under 90 % coverage')).toBeAttached();
  await expect(silent.getByRole('link', { name: /coverage/ })).toHaveText('0.0');

  // Every bar says in words what it shows.
  await expect(page.getByRole('img', { name: /^CHEM-2: up .* planned / })).toBeVisible();
  await expect(page.getByRole('img', { name: /^INCU-1: unknown / })).toBeVisible();
  await expectAccessible(page);
});

test('figures lead to as many rows as they say, on the page and over the interface', async ({
  as,
}) => {
  const page = await as('manager');
  await open(page);
  const stops = page
    .getByRole('region', { name: 'Headline figures' })
    .getByRole('link', { name: /^Unplanned stops \d+/ });
  const n = count(await stops.innerText());
  expect(n).toBeGreaterThan(3);
  await stops.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${n} unplanned stops`);
  const rows = page.getByRole('region', { name: 'Rows behind the figure' });
  await expect(rows.getByRole('row')).toHaveCount(Math.min(n, 50) + 1);
  await expect(
    rows
      .getByText('Device stopped during run')
      .or(rows.getByText(/replaced by/))
      .first(),
  ).toBeVisible();

  // The tests that came in a stop lead to their specimens.
  await page
    .getByRole('navigation', { name: 'Which rows' })
    .getByRole('link', { name: 'Tests in stops' })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('received in');
  const affected = count(await page.getByRole('heading', { level: 1 }).textContent());
  expect(affected).toBeGreaterThan(0);
  await rows.getByRole('row').nth(1).getByRole('link').click();
  await expect(page).toHaveURL(/\/demo\/specimens\//);

  const answer = await page.request.get('/api/v1/metrics/uptime?lab=demo');
  expect(answer.status()).toBe(200);
  const body: {
    devices: { device: string; timeline_stretches: number }[];
    total: { stops: number };
    receipt: { rows_url: string };
  } = await answer.json();
  const stretches = body.devices.reduce((sum, device) => sum + device.timeline_stretches, 0);
  const behind = await page.request.get(body.receipt.rows_url);
  expect(await behind.json()).toMatchObject({ total: stretches });
  const begun = await page.request.get(`${body.receipt.rows_url}&which=stops`);
  expect(await begun.json()).toMatchObject({ total: body.total.stops });
});

test('a device narrows the page, and its timeline has its planned maintenance', async ({ as }) => {
  const page = await as('supervisor');
  await open(page);
  await page.getByLabel('Device', { exact: true }).selectOption('PCR-2');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/device=PCR-2/);
  const table = page.getByRole('region', { name: 'Uptime by device' });
  await expect(table.getByRole('row')).toHaveCount(2);
  await table.getByRole('link', { name: /^PCR-2: coverage/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('stretches of the timeline');
  const whole = count(await page.getByRole('heading', { level: 1 }).textContent());
  await expect(page.getByText(`50 of ${whole.toLocaleString('en')} rows`)).toBeVisible();
  let found = false;
  for (let rest = whole; !found && rest > 0; rest -= 50) {
    found = (await page.getByRole('cell', { name: /Quarterly calibration/ }).count()) > 0;
    if (found || rest <= 50) break;
    const before = page.url();
    await page.getByRole('link', { name: 'Next' }).click();
    await expect(page).not.toHaveURL(before);
    await expect(page.getByRole('link', { name: 'Back to the first' })).toBeVisible();
  }
  expect(found).toBe(true);
  await page.getByRole('link', { name: 'Remove filter device: PCR-2' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(
    new RegExp(`^${whole.toLocaleString('en')} `),
  );
});

test('how it is computed is said in the words of the lab’s table', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(PATH);
  await page.getByRole('button', { name: 'How this is computed' }).click();
  const receipt = page.getByRole('dialog', { name: 'How this is computed' });
  await expect(receipt.getByText('ES, FL: unplanned')).toBeVisible();
  await expect(receipt.getByRole('link', { name: 'The rows as JSON' })).toBeVisible();
});

test('an address that asks for nonsense says so, and a period before all is unknown', async ({
  as,
}) => {
  const page = await as('viewer');
  await page.goto(`${PATH}?from=yesterday`);
  await expect(page.getByText('must be a day')).toBeVisible();
  await page.goto(`${PATH}?from=2020-01-01&to=2020-01-02`);
  await expect(page.getByText('No states reported')).toBeVisible();
  await page.goto(`${PATH}?device=nobody`);
  await expect(page.getByText('No such device in this period')).toBeVisible();
});

test('what states mean is there to read, and an admin’s to change', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(PATH);
  await page.getByRole('link', { name: 'What states mean' }).click();
  const table = page.getByRole('region', { name: 'What states mean' });
  await expect(table.getByRole('row', { name: /^ES/ })).toContainText('Stopped');
  await expect(page.getByText('A pause is up for 10 minutes')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save states' })).toBeHidden();
  await expectAccessible(page);

  await as('admin');
  await page.reload();
  // A state that no device of the demo reports: no figure of another test changes.
  await page.getByLabel('Another state').fill('wash');
  await page.getByLabel('It means').selectOption('Idle');
  await page.getByRole('button', { name: 'Save states' }).click();
  await expect(page.getByLabel('WASH means')).toHaveValue('idle');
  await page.getByLabel('A pause is up for').fill('-1');
  await page.getByRole('button', { name: 'Save states' }).click();
  await expect(page.getByLabel('A pause is up for')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByLabel('A pause is up for')).toHaveValue('10');
});
