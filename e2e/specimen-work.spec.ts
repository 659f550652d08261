import type { Page } from '@playwright/test';
import { scanWhereTheFocusIs } from './bench';
import { expect, expectAccessible, expectFitsWidth, signInAs, test } from './fixtures';

const API = '/api/v1/specimens';
/** A number nobody has used. */
const fresh = () => `WORK-${Math.random().toString(36).slice(2, 10).toUpperCase()}`;

function send(page: Page, address: string, data: object) {
  const origin = new URL(page.url()).origin;
  return page.request.post(`${address}?lab=demo`, { data, headers: { origin } });
}

/** Codes of assays of the demo lab. */
async function assays(page: Page): Promise<[string, string, string]> {
  const answer = await page.request.get('/api/v1/assays?lab=demo&limit=3&active=true');
  const { data }: { data: { code: string }[] } = await answer.json();
  const [first, second, third] = data.map(({ code }) => code);
  if (!first || !second || !third) throw new Error('The demo lab has fewer than three assays');
  return [first, second, third];
}

/** A tube received an hour ago, with the first assay of the lab, and its page open. */
async function openTube(page: Page, given: object = {}): Promise<string> {
  await page.goto('/demo/specimens');
  const [assay] = await assays(page);
  const number = fresh();
  const received_at = new Date(Date.now() - 3_600_000).toISOString();
  const expected = 'state' in given && given.state === 'expected';
  const made = await send(page, API, {
    specimen_id: number,
    ...('tests' in given ? {} : { assay }),
    ...(expected ? {} : { received_at }),
    ...given,
  });
  expect(made.status(), await made.text()).toBe(201);
  await page.goto(`/demo/specimens/${number}`);
  return number;
}

async function choose(page: Page, item: string) {
  await page.getByRole('button', { name: 'More actions', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
  return page.getByRole('dialog', { name: item });
}

test('a technician adds a test to a tube', async ({ as }) => {
  const page = await as('technician');
  await openTube(page);
  const [first, second] = await assays(page);
  const dialog = await choose(page, 'Add tests');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('choose an assay', { exact: true })).toBeVisible();
  // What is on it already is not offered.
  const assay = dialog.getByLabel('Assay');
  await expect(assay.locator(`option[value="${first}"]`)).toHaveCount(0);
  await assay.selectOption(second);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name: '2 tests' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 3, name: second })).toBeVisible();
});

test('a technician makes an aliquot, linked both ways', async ({ as }) => {
  const page = await as('technician');
  const number = await openTube(page, { specimen_type: 'Serum' });
  const [, , third] = await assays(page);
  const dialog = await choose(page, 'Make an aliquot');
  await expect(dialog.getByLabel('Its number')).toHaveValue(`${number}-A1`);
  await dialog.getByLabel('Assay').selectOption(third);
  await dialog.getByRole('button', { name: 'Make aliquot' }).click();
  await expect(page).toHaveURL(`/demo/specimens/${number}-A1`);
  await expect(page.getByText('Is an aliquot of')).toBeVisible();
  await expect(page.getByText('Serum', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: number, exact: true }).click();
  await expect(page.getByText('Made from it')).toBeVisible();
  await expect(page.getByRole('list', { name: 'History' }).getByText('Aliquot made')).toBeVisible();
  // The next one is numbered on.
  const again = await choose(page, 'Make an aliquot');
  await expect(again.getByLabel('Its number')).toHaveValue(`${number}-A2`);
});

test('what was rejected is asked for again', async ({ as }) => {
  const page = await as('technician');
  const number = await openTube(page);
  const [first] = await assays(page);
  const reasons = await page.request.get('/api/v1/rejection-reasons?lab=demo&limit=1');
  const { data }: { data: { code: string }[] } = await reasons.json();
  const rejected = await send(page, `${API}/${number}/transitions`, {
    action: 'reject',
    rejection_reason: data[0]?.code,
  });
  expect(rejected.status(), await rejected.text()).toBe(200);
  await page.reload();
  const dialog = await choose(page, 'Ask for a recollection');
  await expect(dialog.getByLabel('Assay')).toHaveValue(first);
  await dialog.getByLabel('Reason').fill('haemolysed');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await expect(page).toHaveURL(`/demo/specimens/${number}-R1`);
  await expect(page.getByText('Is a recollection of')).toBeVisible();
  await expect(page.getByText('Expected', { exact: true }).first()).toBeVisible();
});

test('a note stays with its author, its lines and nothing of markup; viewers read it', async ({
  as,
  browser,
}) => {
  const page = await as('technician');
  const number = await openTube(page);
  await page.getByLabel('Leave a note').fill('<b>Clotted?</b>\nLook again.');
  await page.getByRole('button', { name: 'Leave note' }).click();
  const note = page.getByRole('list', { name: 'Notes' }).getByRole('listitem');
  await expect(note).toContainText('<b>Clotted?</b>\nLook again.');
  await expect(page.getByLabel('Leave a note')).toHaveValue('');
  await expectAccessible(page);

  const viewer = await browser.newPage();
  await signInAs(viewer, 'viewer');
  await viewer.goto(`/demo/specimens/${number}`);
  await expect(viewer.getByRole('list', { name: 'Notes' })).toContainText('Look again.');
  await expect(viewer.getByLabel('Leave a note')).toHaveCount(0);
  await expect(viewer.getByRole('button', { name: 'More actions', exact: true })).toHaveCount(0);
  await viewer.close();
});

test('a scan does not land in a note; where nothing is written it opens its specimen', async ({
  as,
}) => {
  const page = await as('technician');
  const other = await openTube(page);
  await openTube(page);
  const note = page.getByLabel('Leave a note');
  await note.fill('Clotted?');
  await note.focus();
  await scanWhereTheFocusIs(page, other);
  await expect(page.getByText(`${other} was scanned and not opened`).first()).toBeVisible();
  await expect(note).toHaveValue('Clotted?');
  await note.fill('');
  await note.blur();
  await scanWhereTheFocusIs(page, other);
  await expect(page).toHaveURL(`/demo/specimens/${other}`);
});

test('priority, location and type are changed, and the change is told', async ({ as }) => {
  const page = await as('technician');
  await openTube(page);
  const dialog = await choose(page, 'Change priority, location or type');
  await dialog.getByLabel('Priority').selectOption('STAT');
  await dialog.getByLabel('Specimen type').fill('Plasma');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Priority ROUTINE → STAT; Type none → Plasma')).toBeVisible();
});

test('a manager corrects a time, a supervisor may not', async ({ as }) => {
  const page = await as('supervisor');
  const number = await openTube(page);
  await page.getByRole('button', { name: 'More actions', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Add tests' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Correct a time' })).toHaveCount(0);
  await expect(page.getByRole('menuitem', { name: 'Void this specimen' })).toHaveCount(0);
  const time = new Date(Date.now() - 7_200_000).toISOString();
  const correction = { milestone: 'received', time, reason: 'wrong clock' };
  const refused = await send(page, `${API}/${number}/corrections`, correction);
  expect(refused.status()).toBe(403);

  await signInAs(page, 'manager');
  await page.goto(`/demo/specimens/${number}`);
  const dialog = await choose(page, 'Correct a time');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
  await expect(dialog.getByText('must not be empty')).toBeVisible();
  await dialog.getByLabel('The right time').fill('2026-01-05T08:30:00');
  await dialog.getByLabel('Reason').fill('clock of the scanner');
  await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
  await expect(dialog).toBeHidden();
  const history = page.getByRole('list', { name: 'History' });
  await expect(history.getByText('Corrected').first()).toBeVisible();
  await expect(history.getByText('Reason: clock of the scanner').first()).toBeVisible();
  await expect(page.getByText('05 Jan 2026 08:30').first()).toBeVisible();
});

test('a manager voids what was entered by mistake', async ({ as }) => {
  const page = await as('manager');
  await openTube(page);
  const dialog = await choose(page, 'Void this specimen');
  await dialog.getByLabel('Reason').fill('typed twice');
  await dialog.getByRole('button', { name: 'Void specimen' }).click();
  await expect(dialog).toBeHidden();
  // The badge, and the step in the history.
  await expect(page.getByText('Voided', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Reason: typed twice')).toBeVisible();
  await expect(page.getByRole('button', { name: 'More actions', exact: true })).toHaveCount(0);
});

test('the label is drawn, and printed alone on paper of its size', async ({ as }) => {
  const page = await as('technician');
  const number = await openTube(page, { specimen_type: 'EDTA blood', priority: 'STAT' });
  await page.getByRole('button', { name: 'More actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Reprint label' }).click();
  await expect(page).toHaveURL(`/demo/specimens/${number}/label`);
  const label = page.getByRole('img', { name: `Label of ${number}` });
  await expect(label).toBeVisible();
  await expect(label.getByText(number, { exact: true })).toBeVisible();
  await expect(label.getByText('STAT')).toBeVisible();
  await expectAccessible(page);

  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await page.getByRole('button', { name: 'Print label' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes');

  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf);
  const millimetres = (points: string | undefined) => (Number(points) / 72) * 25.4;
  expect(millimetres(box?.[1])).toBeCloseTo(50, 0);
  expect(millimetres(box?.[2])).toBeCloseTo(25, 0);

  const svg = await page.request.get(`${API}/${number}/label.svg?lab=demo`);
  expect(svg.headers()['content-type']).toContain('image/svg+xml');
});

/** What a spreadsheet does when a block is pasted into a cell. */
async function paste(page: Page, cell: string, text: string) {
  await page
    .getByRole('textbox', { name: cell, exact: true })
    .or(page.getByRole('combobox', { name: cell, exact: true }))
    .focus();
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

test('a paper log is pasted, checked and entered, and what failed stays to be mended', async ({
  as,
}) => {
  const page = await as('technician');
  const known = await openTube(page, { state: 'expected' });
  const [first, second] = await assays(page);
  const unknown = fresh();
  const nobody = fresh();
  await page.goto('/demo/specimens');
  await page.getByRole('link', { name: 'Paper log' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Paper log' })).toBeVisible();
  await paste(
    page,
    'Specimen, row 1',
    [
      ['Specimen', 'Action', 'Time', 'Comment', 'Assay'],
      [known, 'receive', '07:15', '', ''],
      [unknown, 'Receive', '0720', 'from the night', `${first} + ${second}`],
      [nobody, 'Receive', '7:25', '', ''],
      [known, 'Receive', '25:99', '', ''],
    ]
      .map((cells) => cells.join('\t'))
      .join('\r\n'),
  );
  const cell = (name: string, row: number) =>
    page.getByLabel(`${name}, row ${row}`, { exact: true });
  await expect(cell('Specimen', 2)).toHaveValue(unknown);
  await expect(cell('Comment', 2)).toHaveValue('from the night');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.getByText('1 row not complete')).toBeVisible();
  await expect(cell('Time', 4)).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Enter 3 rows' }).click();
  await expect(page.getByText('2 rows entered; 1 row not')).toBeVisible();
  await expect(page.getByText(`${nobody} is not in this lab`)).toBeVisible();
  await expect(cell('Specimen', 1)).toHaveAttribute('readonly', '');

  // By the keyboard: back to the cell at fault, and on.
  await cell('Assays', 3).fill(first);
  await cell('Specimen', 4).fill('');
  await cell('Specimen', 4).press('Tab');
  await expect(cell('Action', 4)).toBeFocused();
  await cell('Action', 4).press('Enter');
  await expect(cell('Action', 5)).toBeFocused();
  await cell('Action', 5).press('Control+d');
  await expect(cell('Action', 5)).toHaveValue('Receive');
  await cell('Action', 5).fill('');
  for (const name of ['Action', 'Time']) await cell(name, 4).fill('');
  await cell('Assays', 3).press('Control+Enter');
  await expect(page.getByText('1 row entered.')).toBeVisible();

  await page.goto(`/demo/specimens/${unknown}`);
  await expect(page.getByRole('heading', { name: '2 tests' })).toBeVisible();
  await expect(page.getByText(/07:20/).first()).toBeVisible();
  await expect(page.getByText('from the night')).toBeVisible();
});

test('on a phone the pages of this work fit', async ({ as }) => {
  const page = await as('manager');
  await page.setViewportSize({ width: 360, height: 800 });
  const number = await openTube(page);
  await expectFitsWidth(page);
  for (const item of ['Add tests', 'Correct a time', 'Make an aliquot']) {
    const dialog = await choose(page, item);
    await expectFitsWidth(page);
    await dialog.getByRole('button', { name: 'Leave it' }).click();
    await expect(dialog).toBeHidden();
  }
  await page.goto(`/demo/specimens/${number}/label`);
  await expect(page.getByRole('img', { name: `Label of ${number}` })).toBeVisible();
  await expectFitsWidth(page);
  await page.goto('/demo/specimens/+log');
  await expect(page.getByRole('button', { name: 'Enter rows' })).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
});

test('a viewer has no paper log and prints no label', async ({ as }) => {
  const page = await as('technician');
  const number = await openTube(page);
  await signInAs(page, 'viewer');
  for (const address of ['/demo/specimens/+log', `/demo/specimens/${number}/label`]) {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(403);
  }
});
