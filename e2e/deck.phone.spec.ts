import { anOrchestrator, DECK, position } from './deck';
import { expect, expectAccessible, expectFitsWidth, test } from './fixtures';

test('on a phone the deck is read with a thumb, and a conflict dealt with', async ({
  as,
  browser,
}) => {
  // The other tests' devices stand on the deck too, and it is scanned whole four times.
  test.slow();
  const deck = await anOrchestrator(browser);
  await deck.device('Hotel', 24);
  await deck.device('Reader', 1);
  const plate = await deck.container('P', 'Hotel', 2, { filled: true });
  const other = await deck.container('Q', 'Reader', 0);
  expect(await deck.move(plate.barcode, ['Hotel', 2], ['Reader', 0])).toBe(409);
  const hotel = deck.name('Hotel');

  const page = await as('technician');
  await page.goto(`${DECK}?find=${plate.barcode}`);
  const cell = position(page, hotel, 2);
  await expect(cell).toBeInViewport();
  await expectFitsWidth(page);
  await expectAccessible(page);
  const box = await cell.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(40);

  await cell.tap();
  const sheet = page.getByRole('dialog', { name: plate.barcode });
  await expect(sheet).toContainText(`${hotel}, position 2`);
  await expect(sheet).toContainText(other.barcode);
  await expectAccessible(page);
  const conflict = sheet.getByRole('region', { name: 'Placement conflict' });
  await conflict.getByRole('button', { name: 'It has not' }).tap();
  await expect(conflict).toBeHidden();
  await sheet.getByRole('button', { name: 'Close' }).tap();
  await expect(cell).toHaveAccessibleName(`Position 2: ${plate.barcode}`);

  await page.setViewportSize({ width: 360, height: 800 });
  await expectFitsWidth(page);
});
