import { makeSpecimen } from './critical-result';
import { expect, expectAccessible, signInAs, test } from './fixtures';

test('results are entered by keyboard, judged as they are typed, corrected and submitted', async ({
  as,
}) => {
  const page = await as('technician');
  await page.goto('/demo/specimens');
  const { number, assay, first, second, analytes } = await makeSpecimen(page);
  await page.goto(`/demo/specimens/${number}`);
  await page.getByRole('button', { name: `Enter results of ${assay}` }).click();
  const form = page.getByRole('region', { name: `Results of ${assay} to enter` });
  const field = (analyte: { name: string; code: string }) =>
    form.getByRole('textbox', { name: `${analyte.name} ${analyte.code}` });
  await expect(field(first)).toBeFocused();
  await expectAccessible(page);

  // Beyond the limit, then a typing slip put right before anything was saved.
  const normal = String(((first.reference_low ?? 0) + (first.reference_high ?? 0)) / 2);
  const critical = String((first.critical_high ?? 0) + 1);
  await page.keyboard.type(critical);
  await expect(form.getByText('Critical', { exact: true })).toBeVisible();
  await field(first).fill(normal);
  await expect(form.getByText('Critical', { exact: true })).toHaveCount(0);
  await field(first).press('Enter');
  await expect(field(second)).toBeFocused();
  await page.keyboard.type(String(second.reference_low));
  for (let row = 1; row < analytes.length; row += 1) await page.keyboard.press('Enter');
  await expect(form.getByRole('button', { name: 'Save', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  const results = page.getByRole('region', { name: `Results of ${assay}`, exact: true });
  await expect(results.getByRole('row', { name: new RegExp(`\\b${first.code} `) })).toContainText(
    normal,
  );

  // A correction shows what it replaces, asks, and keeps the old value.
  await page.getByRole('button', { name: `Enter or correct results of ${assay}` }).click();
  await field(first).fill(critical);
  await expect(form.getByText(`Corrects ${normal}`)).toBeVisible();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  const ask = page.getByRole('dialog', { name: `Correct this result of ${assay}?` });
  await expectAccessible(page);
  await ask.getByRole('button', { name: 'Correct this result' }).click();
  await expect(
    page.getByRole('region', { name: 'A critical result waits for its call' }),
  ).toBeVisible();
  await page.getByText('1 earlier value').click();
  const earlier = page.getByRole('region', { name: `Earlier values of ${assay}` });
  await expect(earlier.getByRole('row').nth(1)).toContainText(normal);
  await expectAccessible(page);

  await page.getByRole('button', { name: `Enter or correct results of ${assay}` }).click();
  await field(second).fill(String(second.reference_high));
  await form.getByRole('button', { name: 'Save and submit' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Correct/ })
    .click();
  await expect(form).toBeHidden();
  await expect(page.getByText('Submitted', { exact: true }).first()).toBeVisible();
});

test('a value in another unit says that nobody judged it, and a viewer enters nothing', async ({
  as,
}) => {
  const page = await as('technician');
  await page.goto('/demo/specimens');
  const { number, assay, first } = await makeSpecimen(page);
  const answer = await page.request.post(`/api/v1/specimens/${number}/results?lab=demo`, {
    headers: { origin: new URL(page.url()).origin },
    data: { results: [{ analyte: first.code, value: '9999', unit: 'furlong' }] },
  });
  expect(answer.status()).toBe(200);
  await page.goto(`/demo/specimens/${number}`);
  await expect(
    page.getByText(/was given in furlong.*not compared with the critical limits/),
  ).toBeVisible();
  await expectAccessible(page);
  await signInAs(page, 'viewer');
  await page.goto(`/demo/specimens/${number}`);
  await expect(page.getByText(/was given in furlong/)).toBeVisible();
  await expect(page.getByRole('button', { name: new RegExp(`results of ${assay}`) })).toHaveCount(
    0,
  );
});
