import { makeSpecimen, scanWhereTheFocusIs } from './bench';
import { anOrchestrator, streaming } from './deck';
import { DEMO_LAB, expect, expectAccessible, test } from './fixtures';

const CONTAINERS = `/${DEMO_LAB}/containers`;

test('a container is found by its barcode and by a specimen in it', async ({
  as,
  browser,
  baseURL,
}) => {
  const arm = await anOrchestrator(browser);
  await arm.device('Rack', 6);
  const { id, barcode } = await arm.container('TUBE', 'Rack', 2, { filled: true });
  const { number } = await makeSpecimen(arm.page, baseURL);
  await arm.contents(id, [{ specimen_id: number }]);

  const page = await as('viewer');
  await page.goto(CONTAINERS);
  await expectAccessible(page);
  await page.getByLabel('Barcode or name').fill(barcode);
  await page.getByRole('button', { name: 'Apply' }).click();
  const row = page.getByRole('row').filter({ hasText: barcode });
  await expect(row).toContainText(`${arm.name('Rack')}, position 2`);
  await expect(row).toContainText(number);

  await page.goto(CONTAINERS);
  await page.getByLabel('Specimen in it').fill(number);
  await page.getByLabel('Specimen in it').press('Enter');
  await page.getByRole('link', { name: `Plate ${barcode}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(barcode);
  await expect(page.getByRole('list', { name: 'History' })).toContainText(
    `Put at ${arm.name('Rack')}, position 2`,
  );
  // Reading is all a viewer may.
  await expect(page.getByRole('button', { name: 'Correct place' })).toBeHidden();
  await expect(page.getByRole('group', { name: 'Act on all specimens in it' })).toBeHidden();
  await expectAccessible(page);
  // A scan leads on from there: of a specimen to what it is in, of a barcode to its container.
  await scanWhereTheFocusIs(page, number);
  await expect(page).toHaveURL(`${CONTAINERS}?specimen=${number}`);
  await expect(page.getByRole('row').filter({ hasText: barcode })).toBeVisible();
  await expectAccessible(page);
  await scanWhereTheFocusIs(page, barcode);
  await expect(page).toHaveURL(`${CONTAINERS}/${id}`);
});

test('its page follows the arm; a place is corrected with a reason, and a refused move settled', async ({
  as,
  browser,
}) => {
  const arm = await anOrchestrator(browser);
  await arm.device('Hotel', 6);
  const { id, barcode } = await arm.container('PLATE', 'Hotel', 0);
  const { barcode: other } = await arm.container('OTHER', 'Hotel', 3);
  const hotel = arm.name('Hotel');

  const page = await as('technician');
  const stream = streaming(page);
  await page.goto(`${CONTAINERS}/${id}`);
  await stream;
  expect(await arm.move(id, ['Hotel', 0], ['Hotel', 1])).toBe(200);
  const history = page.getByRole('list', { name: 'History' });
  await expect(history).toContainText(`Moved from ${hotel}, position 0 to ${hotel}, position 1`);

  await page.getByRole('button', { name: 'Correct place' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct the place' });
  await expectAccessible(page);
  await dialog.getByLabel('Position').fill('3');
  await dialog.getByLabel('Reason').fill('Seen there');
  await dialog.getByRole('button', { name: 'Correct place' }).click();
  await expect(dialog).toContainText(other);
  await dialog.getByLabel('Position').fill('4');
  await dialog.getByRole('button', { name: 'Correct place' }).click();
  await expect(dialog).toBeHidden();
  await expect(history.getByRole('listitem').first()).toContainText(
    `Place corrected from ${hotel}, position 1 to ${hotel}, position 4`,
  );
  await expect(history.getByRole('listitem').first()).toContainText('Reason: Seen there');

  expect(await arm.move(id, ['Hotel', 4], ['Hotel', 3])).toBe(409);
  await expect(page.getByText('A move was refused')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'It has not' }).click();
  await expect(page.getByText('A move was refused')).toBeHidden();
  await expect(page.getByRole('term').filter({ hasText: 'Place' }).locator('..')).toContainText(
    `${hotel}, position 4`,
  );

  await page.getByRole('button', { name: 'Correct place' }).click();
  await dialog.getByLabel('It is nowhere on the platform').check();
  await dialog.getByLabel('Reason').fill('Dropped');
  await dialog.getByRole('button', { name: 'Correct place' }).click();
  await expect(page.getByText('Removed from the platform')).toBeVisible();
  await expect(history.getByRole('listitem').first()).toContainText('Reason: Dropped');
  await page.goto(`${CONTAINERS}?removed=true&q=${barcode}`);
  await expect(page.getByRole('row').filter({ hasText: barcode })).toContainText('Removed');
});

test('what is on a plate is read well by well and acted on all at once', async ({
  as,
  browser,
  baseURL,
}) => {
  const arm = await anOrchestrator(browser);
  await arm.device('Deck', 2);
  const { id } = await arm.container('ELISA', 'Deck', 0);
  const made = [];
  for (const state of ['expected', 'expected', 'received'] as const) {
    made.push((await makeSpecimen(arm.page, baseURL, { state })).number);
  }
  const [first = '', second = '', received = ''] = made;
  await arm.contents(id, [
    { well: 'A1', specimen_id: first },
    { well: 'B2', specimen_id: second },
    { well: 'B2', specimen_id: received },
  ]);

  const page = await as('technician');
  await page.goto(`${CONTAINERS}/${id}`);
  const well = page.getByRole('button', { name: `A1: ${first}, Expected` });
  await well.focus();
  const shown = page.getByRole('status').filter({ hasText: 'Well A1' });
  await expect(shown.getByRole('link', { name: first })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('a pool of 2')).toBeVisible();
  await expect(page.getByRole('button', { name: 'H12: empty' })).toBeVisible();
  await expectAccessible(page);

  const act = page.getByRole('group', { name: 'Act on all specimens in it' });
  await act.getByText('Why not something else?').click();
  await expect(act.getByText('Only from Submitted').first()).toBeVisible();
  await act.getByRole('button', { name: /^Receive/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Receive' });
  await expect(dialog).toContainText('2 of the 3 specimens in it');
  await dialog.getByRole('button', { name: 'Receive', exact: true }).click();
  const results = page.getByRole('dialog', { name: 'Receive: 2 done' });
  await expect(results.getByRole('listitem')).toHaveCount(2);
  await results.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.getByRole('button', { name: `A1: ${first}, Received` })).toBeVisible();
  await expect(act.getByRole('button', { name: /^Receive/ })).toBeHidden();
});

test('a technician puts a tube in a place, and elsewhere; its page says where it is', async ({
  as,
  browser,
  baseURL,
}) => {
  const arm = await anOrchestrator(browser);
  await arm.device('Archive', 10);
  const archive = arm.name('Archive');
  const { number } = await makeSpecimen(arm.page, baseURL);

  const page = await as('technician');
  await page.goto(`/${DEMO_LAB}/specimens/${number}`);
  await expect(page.getByText('In no place of the platform.')).toBeVisible();
  await page.getByRole('button', { name: 'Put in a place' }).click();
  const dialog = page.getByRole('dialog', { name: `Put ${number} in a place` });
  const device = dialog.getByLabel('Device');
  // The form begins where the place is scanned; the scan stays there, its Enter goes on.
  await expect(device).toBeFocused();
  await scanWhereTheFocusIs(page, archive);
  await expect(device).toHaveValue(archive);
  await expect(dialog.getByLabel('Position')).toBeFocused();
  await expectAccessible(page);
  await device.fill('No such rack');
  await dialog.getByLabel('Position').fill('7');
  await dialog.getByLabel('Reason').fill('Archived');
  await dialog.getByRole('button', { name: 'Put it there' }).click();
  await expect(dialog.getByText(/there is no device “No such rack”/i)).toBeVisible();
  await device.fill(archive.toLowerCase());
  await dialog.getByRole('button', { name: 'Put it there' }).click();
  await expect(dialog).toBeHidden();
  const where = page.getByRole('list', { name: 'Where it is' });
  await expect(where).toContainText(`${archive}, position 7`);

  await page.getByRole('button', { name: 'Put elsewhere' }).click();
  await device.fill(archive);
  await dialog.getByLabel('Position').fill('8');
  await dialog.getByLabel('Reason').fill('Sorted');
  await dialog.getByRole('button', { name: 'Put it there' }).click();
  await expect(where).toContainText(`${archive}, position 8`);
  await page.getByText('Where it was before').click();
  await expect(page.getByText(`${archive}, position 7`, { exact: true })).toBeVisible();
  await expectAccessible(page);

  await where.getByRole('link', { name: 'its tube' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number);
  await expect(page.getByRole('list', { name: 'History' })).toContainText('Reason: Sorted');
});
