import { freshNumber, makeSpecimen, scanWhereTheFocusIs } from './bench';
import { anOrchestrator, DECK, position, positions, streaming } from './deck';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('the deck shows what stands where, and a container, a specimen and a scan are found on it', async ({
  as,
  browser,
  baseURL,
}) => {
  const deck = await anOrchestrator(browser);
  const page = await as('technician');
  const { number } = await makeSpecimen(page, baseURL);
  await deck.device('Hotel', 20);
  await deck.device('Store', 300);
  const plate = await deck.container('P1', 'Hotel', 3, { lidded: true, filled: true });
  const far = await deck.container('P2', 'Store', 250);
  await deck.contents(far.barcode, [{ well: 'B7', specimen_id: number }]);

  await page.goto(`/${DEMO_LAB}/worklist`);
  await page.getByRole('link', { name: 'Deck', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${DECK}$`));
  await expect(page.getByRole('heading', { level: 1, name: 'Deck' })).toBeVisible();
  const [hotel, store] = [deck.name('Hotel'), deck.name('Store')];
  await expect(positions(page, hotel).getByRole('button')).toHaveCount(20);
  await expect(positions(page, store).getByRole('button')).toHaveCount(48);
  await expect(position(page, hotel, 4)).toHaveAccessibleName('Position 4: free');
  await expect(position(page, hotel, 3)).toHaveAccessibleName(
    `Position 3: ${plate.barcode}, lidded`,
  );
  await position(page, hotel, 3).click();
  const panel = page.getByRole('dialog', { name: plate.barcode });
  await expect(panel).toContainText(`${hotel}, position 3`);
  await expect(panel).toContainText('added here');
  await expect(panel.getByRole('link', { name: 'Open container' })).toHaveAttribute(
    'href',
    `/${DEMO_LAB}/containers/${plate.id}`,
  );
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(position(page, hotel, 3)).toBeFocused();

  const find = page.getByRole('searchbox', { name: 'Find on the deck' });
  const said = page.getByRole('status', { name: 'Found' });
  await find.fill(plate.barcode.toLowerCase());
  await find.press('Enter');
  await expect(page).toHaveURL(/find=/);
  await expect(said).toContainText(`${plate.barcode} is at ${hotel}, position 3.`);
  await expect(position(page, hotel, 3)).toBeInViewport();

  // A specimen is where its plate is, in the part of the store that was not drawn.
  await find.fill(number);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(said).toContainText(
    `${number} is in ${far.barcode}, well B7, at ${store}, position 250.`,
  );
  await expect(position(page, store, 250)).toBeInViewport();
  await expectAccessible(page);

  // A scan goes to the search wherever the focus is, and nowhere else.
  await position(page, store, 250).focus();
  await scanWhereTheFocusIs(page, plate.barcode);
  await expect(said).toContainText(`${plate.barcode} is at ${hotel}, position 3.`);
  await expect(page).toHaveURL(new RegExp(`${DECK}\\?find=${plate.barcode}`));

  const unknown = freshNumber();
  await find.fill(unknown);
  await find.press('Enter');
  await expect(said).toContainText(`Nothing on the deck has “${unknown}”`);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(said).toBeHidden();
});

test('a technician corrects a place with a reason, and a place that is taken is refused', async ({
  as,
  browser,
}) => {
  const deck = await anOrchestrator(browser);
  await deck.device('Rack', 24);
  const moved = await deck.container('A', 'Rack', 0);
  const stays = await deck.container('B', 'Rack', 1);
  const rack = deck.name('Rack');
  const page = await as('technician');
  await page.goto(DECK);
  await position(page, rack, 0).click();
  await page.getByRole('button', { name: 'Correct place' }).click();
  const dialog = page.getByRole('dialog', { name: `Correct the place of ${moved.barcode}` });
  await expect(dialog.getByLabel('Device')).toHaveValue(rack);
  await dialog.getByLabel('Position').fill('1');
  await dialog.getByRole('button', { name: 'Correct place' }).click();
  await expect(dialog.getByText(/must not be empty|reason/i).last()).toBeVisible();
  await dialog.getByLabel('Reason').fill('Moved by hand');
  await dialog.getByRole('button', { name: 'Correct place' }).click();
  await expect(dialog).toContainText(stays.barcode);
  await expectAccessible(page);
  await dialog.getByLabel('Position').fill('17');
  await dialog.getByRole('button', { name: 'Correct place' }).click();
  await expect(dialog).toBeHidden();
  await expect(position(page, rack, 17)).toHaveAccessibleName(`Position 17: ${moved.barcode}`);
  await expect(position(page, rack, 0)).toHaveAccessibleName('Position 0: free');
  await position(page, rack, 17).click();
  await expect(page.getByRole('dialog', { name: moved.barcode })).toContainText(
    `corrected by hand from ${rack}, position 0`,
  );

  await page.getByRole('button', { name: 'Correct place' }).click();
  await dialog.getByLabel('It is nowhere on the platform').check();
  await dialog.getByLabel('Reason').fill('Thrown away');
  await dialog.getByRole('button', { name: 'Correct place' }).click();
  await expect(position(page, rack, 17)).toHaveAccessibleName('Position 17: free');
});

test('a refused move is a conflict on the deck, reconciled or dismissed with one tap', async ({
  as,
  browser,
}) => {
  const deck = await anOrchestrator(browser);
  await deck.device('Hotel', 16);
  await deck.device('Reader', 1);
  const plate = await deck.container('P7', 'Hotel', 3);
  const sealed = await deck.container('S2', 'Reader', 0);
  expect(await deck.move(plate.barcode, ['Hotel', 3], ['Reader', 0])).toBe(409);
  const [hotel, reader] = [deck.name('Hotel'), deck.name('Reader')];

  const page = await as('technician');
  await page.goto(DECK);
  const strip = page.getByRole('region', { name: /placement conflict/ });
  const line = strip.getByRole('listitem').filter({ hasText: plate.barcode });
  await expect(line).toContainText(
    `moved ${plate.barcode} from ${hotel}, position 3 to ${reader}, position 0, but ${sealed.barcode} stands there.`,
  );
  await expect(position(page, reader, 0)).toHaveAccessibleName(
    `Position 0: ${sealed.barcode}, conflict`,
  );
  await expect(position(page, hotel, 3)).toHaveAccessibleName(/conflict$/);
  await expectAccessible(page);

  // While another stands there it cannot have its place; that one is corrected from here.
  await line.getByRole('button', { name: 'It has moved' }).click();
  await expect(line.getByRole('alert')).toContainText(sealed.barcode);
  await line.getByRole('button', { name: `Correct the place of ${sealed.barcode}` }).click();
  const dialog = page.getByRole('dialog', { name: `Correct the place of ${sealed.barcode}` });
  await dialog.getByLabel('Device').selectOption(hotel);
  await dialog.getByLabel('Position').fill('9');
  await dialog.getByLabel('Reason').fill('Put aside');
  await dialog.getByRole('button', { name: 'Correct place' }).click();
  await expect(line).toContainText('it is free now');
  await line.getByRole('button', { name: 'It has moved' }).click();
  await expect(line).toBeHidden();
  await expect(position(page, reader, 0)).toHaveAccessibleName(`Position 0: ${plate.barcode}`);
  await expect(position(page, hotel, 3)).toHaveAccessibleName('Position 3: free');

  expect(await deck.move(sealed.barcode, ['Hotel', 9], ['Reader', 0])).toBe(409);
  await expect(strip.getByRole('listitem').filter({ hasText: sealed.barcode })).toBeVisible();
  // From the position itself as well.
  await position(page, hotel, 9).click();
  const panel = page.getByRole('dialog', { name: sealed.barcode });
  await panel.getByRole('button', { name: 'It has not' }).click();
  await expect(panel.getByRole('region', { name: 'Placement conflict' })).toBeHidden();
  await expect(position(page, hotel, 9)).toHaveAccessibleName(`Position 9: ${sealed.barcode}`);
});

test('what a machine moves is on the deck at once, and what is open stays open', async ({
  as,
  browser,
}) => {
  const deck = await anOrchestrator(browser);
  await deck.device('Hotel', 16);
  await deck.device('Reader', 1);
  const plate = await deck.container('L1', 'Hotel', 0);
  const watched = await deck.container('L2', 'Hotel', 5);
  const [hotel, reader] = [deck.name('Hotel'), deck.name('Reader')];
  const page = await as('viewer');
  const stands = streaming(page);
  await page.goto(DECK);
  await stands;
  await position(page, hotel, 5).click();
  const panel = page.getByRole('dialog', { name: watched.barcode });
  await expect(panel).toBeVisible();
  // Whoever only reads corrects nothing.
  await expect(panel.getByRole('link', { name: 'Open container' })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Correct place' })).toBeHidden();
  const scrolled = await page.evaluate(() => scrollY);

  expect(await deck.move(plate.barcode, ['Hotel', 0], ['Reader', 0])).toBe(200);
  await expect(position(page, reader, 0)).toHaveAccessibleName(`Position 0: ${plate.barcode}`);
  await expect(position(page, hotel, 0)).toHaveAccessibleName('Position 0: free');
  await expect(panel).toBeVisible();
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  // It follows what it is about as well.
  expect(await deck.move(watched.barcode, ['Hotel', 5], ['Hotel', 6])).toBe(200);
  await expect(position(page, hotel, 6)).toHaveAccessibleName(`Position 6: ${watched.barcode}`);
  await expect(page.getByRole('dialog', { name: 'Free' })).toContainText(`${hotel}, position 5`);
});

test('the keyboard travels over the positions of a device with one stop of the Tab key', async ({
  as,
  browser,
}) => {
  const deck = await anOrchestrator(browser);
  await deck.device('Rack', 20);
  const plate = await deck.container('K', 'Rack', 9);
  const rack = deck.name('Rack');
  const page = await as('viewer');
  await page.goto(DECK);
  await page.getByRole('link', { name: rack, exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(position(page, rack, 0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(position(page, rack, 8)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(position(page, rack, 9)).toBeFocused();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: plate.barcode });
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(position(page, rack, 9)).toBeFocused();
  await page.keyboard.press('End');
  await expect(position(page, rack, 19)).toBeFocused();
  // The one stop stays where it was left.
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('link', { name: rack, exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(position(page, rack, 19)).toBeFocused();
  await page.setViewportSize({ width: 1024, height: 700 });
  await expectFitsWidth(page);
});

test('a lab without positions is told how it comes to a deck', async ({ as }) => {
  const page = await as('admin');
  await page.goto('/demo-north/deck');
  await expect(page.getByText('No device has positions yet')).toBeVisible();
  await expectAccessible(page);
  const content = page.getByRole('main');
  await expect(content.getByRole('link', { name: 'Python client' })).toHaveAttribute(
    'href',
    '/docs/python-client',
  );
  await content.getByRole('link', { name: 'Devices' }).click();
  await expect(page).toHaveURL(/\/demo-north\/admin\/devices$/);
});
