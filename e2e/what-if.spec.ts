import { expect, expectAccessible, test } from './fixtures';
import { drawing, openBuilder, runToItsEnd, WHAT_IF } from './what-if';

test('a manager compares scenarios, and asks the same again', async ({ as }) => {
  test.setTimeout(240_000);
  const page = await as('manager');
  await page.goto(WHAT_IF);
  await expect(page.getByRole('heading', { level: 1, name: 'What if' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'New what-if' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'New what-if' })).toBeVisible();

  // What the history says: demand, and each group with how it was fitted.
  await expect(page.getByRole('table', { name: /Whole lab: tests received/ })).toBeVisible({
    timeout: 30_000,
  });
  const groups = page.getByRole('region', { name: 'Machine groups' });
  const chemistry = groups.getByRole('row', { name: /^Chemistry analyser/ });
  await expect(chemistry).toContainText('Pipelined');
  await expect(chemistry).toContainText(/median [\d.]+ min · IQR [\d.]+–[\d.]+ min/);
  await expect(chemistry).toContainText(/[\d.]+ % of its tests covered/);

  const first = page.getByRole('region', { name: 'One more Chemistry analyser' });
  await first.getByLabel('More, or −fewer').fill('-1');
  await first.getByRole('textbox', { name: 'Scenario 1' }).fill('One fewer');
  await page.getByRole('button', { name: 'Add a scenario' }).click();
  const busy = page.getByRole('region', { name: 'Scenario 2' });
  await busy.getByRole('textbox', { name: 'Scenario 2' }).fill('Busy');
  const named = page.getByRole('region', { name: 'Busy' });
  await named.getByLabel('Work, % more').fill('50');
  await drawing(page, { runs: 4, seed: 5 });
  await expectAccessible(page);
  await runToItsEnd(page);

  const compared = page.getByRole('region', { name: 'Scenarios compared' });
  await expect(compared.getByRole('columnheader')).toHaveText([
    'Whole lab',
    'As it stands',
    'One fewer',
    'Busy',
  ]);
  const released = compared.getByRole('row', { name: /^Released a day/ });
  const cells = released.getByRole('cell');
  await expect(cells.nth(2)).toContainText('better');
  await expect(cells.nth(2)).toContainText(/\+[\d.,]+ tests \(\+[\d.,]+ to \+[\d.,]+\)/);
  await expect(compared.getByRole('row', { name: /^Turnaround P99/ })).toBeVisible();
  await expect(page.getByText('4 runs of', { exact: false })).toContainText('seed 5');
  await expect(page.getByRole('figure', { name: 'Utilisation over the day' })).toBeVisible();

  // Of one group: the pictures and the measure are parts of the address.
  await page.getByLabel('Pictures of').selectOption('Chemistry analyser');
  await expect(page).toHaveURL(/group=Chemistry/);
  await expect(page.getByText('Chemistry analyser: share of the open machine time')).toBeVisible();
  await page.getByRole('link', { name: 'Utilisation', exact: true }).click();
  const byGroup = page.getByRole('region', { name: 'Utilisation by machine group' });
  const pressed = byGroup.getByRole('row', { name: /^Chemistry analyser/ });
  await expect(pressed.getByRole('cell').nth(1)).toContainText('more');
  await expectAccessible(page);
  const figures = await compared.innerText();

  // A copy begins as it was asked, with its seed: the answer is the same to the last digit.
  await page.getByRole('link', { name: 'Copy to a new one' }).click();
  await expect(page.getByRole('region', { name: 'Busy' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('Seed')).toHaveValue('5');
  await expect(page.getByLabel('Runs')).toHaveValue('4');
  await runToItsEnd(page);
  expect(await page.getByRole('region', { name: 'Scenarios compared' }).innerText()).toBe(figures);

  await page.goto(WHAT_IF);
  await page
    .getByRole('region', { name: 'What-ifs' })
    .getByRole('link', { name: 'One fewer · Busy' })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'What it says' })).toBeVisible();
});

test('what is wrong with a scenario is said at its field', async ({ as }) => {
  const page = await as('manager');
  await openBuilder(page);
  const first = page.getByRole('region', { name: /^One more/ });
  const work = first.getByLabel('Work, % more');
  await work.fill('twice');
  await work.blur();
  await expect(first.getByText('Must be a percentage')).toBeVisible();
  await first.getByRole('button', { name: 'Add a stop' }).click();
  await first.getByLabel('To', { exact: true }).fill('07:00');
  await first.getByLabel('More, or −fewer').fill('-9');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(first.getByText(/has 2 machines; 9 fewer cannot be/)).toBeVisible();
  await expect(first.getByText('Must be after from')).toBeVisible();
  await expect(page.getByText('3 fields have to be corrected first.')).toBeVisible();
  await expect(first.getByLabel('More, or −fewer')).toBeFocused();
  await expectAccessible(page);
  await work.fill('10');
  await expect(first.getByText('Must be a percentage')).toHaveCount(0);

  // A copy has a name of its own; two alike are told apart.
  await first.getByRole('button', { name: /^Copy / }).click();
  const copy = page.getByRole('region', { name: /\(copy\)$/ });
  await copy
    .getByRole('textbox', { name: 'Scenario 2' })
    .fill(await first.getByRole('textbox', { name: 'Scenario 1' }).inputValue());
  await expect(page.getByText('Is the name of another scenario')).toBeVisible();
  await page
    .getByRole('button', { name: /^Remove One more/ })
    .last()
    .click();
  await expect(page.getByText('Is the name of another scenario')).toHaveCount(0);
});

test('a manager says how a group works, and sees that it cannot keep up', async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as('manager');
  await openBuilder(page);
  const row = page
    .getByRole('region', { name: 'Machine groups' })
    .getByRole('row', { name: /^Haematology analyser/ });
  await row.getByRole('button', { name: 'Edit Haematology analyser' }).click();
  const sheet = page.getByRole('dialog', { name: 'Haematology analyser' });
  await expect(sheet).toContainText('tests were in one machine at once');
  await sheet.getByLabel('How a machine works').selectOption('One at a time');
  await sheet.getByRole('button', { name: 'Save and fit' }).click();
  await expect(sheet.getByText('Must be given')).toBeVisible();
  await sheet.getByLabel('Minutes for a test').fill('60');
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Save and fit' }).click();
  await expect(sheet).toHaveCount(0, { timeout: 30_000 });
  await expect(row).toContainText('Edited');
  await expect(row).toContainText('Unstable');
  await expect(page.getByText('Unstable as it stands: Haematology analyser')).toBeVisible();
  await expect(page.getByText(/gets [\d.,]+ tests a day, and its 2 machines can do/)).toBeVisible();

  // Simulated, it has no figures but the word.
  await drawing(page, { runs: 2, seed: 1 });
  await page
    .getByRole('region', { name: /^One more/ })
    .getByLabel('Group')
    .first()
    .selectOption('Haematology analyser');
  await page
    .getByRole('region', { name: /^One more/ })
    .getByLabel('More, or −fewer')
    .fill('9');
  await runToItsEnd(page);
  await expect(
    page.getByText(/As it stands the lab is unstable: Haematology analyser/),
  ).toBeVisible();
  await expect(page.getByText(/makes the lab stable, with a P90 of/)).toBeVisible();
  const compared = page.getByRole('region', { name: 'Scenarios compared' });
  await expect(
    compared
      .getByRole('row', { name: /^Turnaround P90/ })
      .getByRole('cell')
      .first(),
  ).toHaveText('Unstable');
  await expectAccessible(page);
});

test('a running what-if shows how far it is, and is cancelled', async ({ as }) => {
  const page = await as('manager');
  await openBuilder(page);
  const name = `Long ${Date.now().toString(36)}`;
  await page.getByLabel('Name of this what-if').fill(name);
  for (let copies = 0; copies < 3; copies += 1) {
    await page
      .getByRole('button', { name: /^Copy One more/ })
      .first()
      .click();
  }
  await expect(page.getByRole('button', { name: 'Add a scenario' })).toBeDisabled();
  await drawing(page, { runs: 200, seed: 1 });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('progressbar', { name: 'Simulating' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the what-if' }).click();
  await expect(page.getByText('It was stopped before it had an answer.')).toBeVisible();
  await page.goto(WHAT_IF);
  const row = page.getByRole('region', { name: 'What-ifs' }).getByRole('row', { name });
  await expect(row).toContainText('Cancelled');
});

test('a back-test says who came nearer, measure by measure', async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as('manager');
  await page.goto(`${WHAT_IF}/back-test`);
  await page.getByRole('button', { name: 'Run the back-test' }).click();
  await page.waitForURL(/\/what-if\/[0-9a-f-]{36}$/, { timeout: 30_000 });
  const table = page.getByRole('region', { name: 'Forecast and what came, whole lab' });
  await expect(table).toBeVisible({ timeout: 90_000 });
  await expect(table.getByRole('row', { name: /^Turnaround P90/ })).toContainText(
    /Model|Last week|alike/,
  );
  await expect(page.getByText(/The model won|last week” won|It is a tie/)).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${WHAT_IF}/back-test`);
  await expect(page.getByRole('region', { name: 'The newest back-test' })).toBeVisible();
  await expectAccessible(page);
});

test('a period without work says so', async ({ as }) => {
  const page = await as('manager');
  await page.goto(`${WHAT_IF}/new?from=2019-01-07&to=2019-02-03`);
  await expect(page.getByText('Nothing was received in this period')).toBeVisible({
    timeout: 30_000,
  });
  await expectAccessible(page);
  await page.goto(`${WHAT_IF}/new?from=2019-02-03&to=2019-01-07`);
  await expect(page.getByText('The last day lies before the first.')).toBeVisible();
});

test('planning is a manager’s', async ({ as }) => {
  const page = await as('supervisor');
  for (const path of ['', '/new', '/back-test']) {
    await page.goto(WHAT_IF + path);
    await expect(page.getByText('Your role in this lab does not include this page')).toBeVisible();
  }
  await expect(page.getByRole('link', { name: 'What if' })).toHaveCount(0);
});
