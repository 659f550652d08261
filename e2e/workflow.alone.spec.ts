import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, test } from './fixtures';

const PAGE = `/${DEMO_LAB}/admin/workflow`;

// They change the rules of the one demo lab, and put them back.
test.describe.configure({ mode: 'serial' });

test('an admin sees the workflow drawn, and all can read it', async ({ as }) => {
  const page = await as('admin');
  await page.goto(PAGE);
  await expect(page.getByRole('heading', { level: 1, name: 'Workflow' })).toBeVisible();
  const diagram = page.getByRole('img', { name: 'The workflow of a test' });
  await expect(diagram).toBeVisible();
  await expect(diagram).toHaveAccessibleDescription(/From Submitted: .*Verify to Verified/);
  for (const word of [
    'Expected',
    'Published',
    'Invalidated',
    'Report an error',
    'the state before',
  ])
    await expect(diagram.locator('text').filter({ hasText: word })).toBeVisible();
  const actions = page.getByRole('region', { name: 'Actions of the workflow' });
  const cancel = actions.getByRole('row', { name: /^Edit Cancel from/ });
  await expect(cancel).toHaveCount(2);
  await expect(cancel.first()).toContainText('Technician');
  await expect(cancel.last()).toContainText('Supervisor');
  await expectAccessible(page);
});

test('an admin renames a state, sees it on the diagram, and is told what is wrong', async ({
  as,
}) => {
  const page = await as('admin');
  await page.goto(PAGE);
  const rename = async (from: string, to: string) => {
    await page.getByRole('button', { name: `Rename ${from}` }).press('Enter');
    const dialog = page.getByRole('dialog', { name: `Rename ${from}` });
    await dialog.getByLabel('Label').fill(to);
    await dialog.getByLabel('Label').press('Enter');
    return dialog;
  };
  const diagram = page.getByRole('img', { name: 'The workflow of a test' });
  const refused = await rename('Published', ' ');
  await expect(refused.getByText('must not be empty')).toBeVisible();
  await refused.getByRole('button', { name: 'Leave it' }).click();

  await expect(await rename('Published', 'Reported')).toBeHidden();
  await expect(diagram.locator('text').filter({ hasText: 'Reported' })).toBeVisible();
  await expect(diagram.locator('text').filter({ hasText: 'Published' })).toHaveCount(0);

  // Lists call it so, too.
  await page.goto(`/${DEMO_LAB}/tests?state=published`);
  await expect(page.getByRole('table').getByText('Reported').first()).toBeVisible();

  await page.goto(PAGE);
  await expect(await rename('Reported', 'Published')).toBeHidden();
  await expect(diagram.locator('text').filter({ hasText: 'Published' })).toBeVisible();
});

test('an admin edits what an action is called, who may and what it asks for', async ({ as }) => {
  const page = await as('admin');
  await page.goto(PAGE);
  const actions = page.getByRole('region', { name: 'Actions of the workflow' });
  const edit = async (name: string) => {
    await actions
      .getByRole('button', { name: `Edit ${name}` })
      .first()
      .click();
    return page.getByRole('dialog', { name: `Edit ${name}` });
  };
  const sheet = await edit('Cancel');
  await expectAccessible(page);
  await sheet.getByLabel('Label').fill('Call off');
  await sheet.getByLabel('Least role from Expected').selectOption('Supervisor');
  await sheet.getByLabel('Least role from Received').selectOption('Supervisor');
  await sheet.getByRole('checkbox', { name: 'Signature' }).click();
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();
  // The same rule for every state now: one line.
  const row = actions.getByRole('row', { name: /^Edit Call off from/ });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('Signature');
  const diagram = page.getByRole('img', { name: 'The workflow of a test' });
  await expect(diagram.locator('text').filter({ hasText: 'Call off' })).toBeVisible();

  const back = await edit('Call off');
  await back.getByLabel('Label').fill('Cancel');
  await back.getByLabel('Least role from Expected').selectOption('Technician');
  await back.getByLabel('Least role from Received').selectOption('Technician');
  await back.getByRole('checkbox', { name: 'Signature' }).click();
  await back.getByRole('button', { name: 'Save' }).click();
  await expect(back).toBeHidden();
  await expect(actions.getByRole('row', { name: /^Edit Cancel from/ })).toHaveCount(2);
});

test('the lab’s switches take effect at once, here and in its settings', async ({ as }) => {
  const page = await as('admin');
  await page.goto(PAGE);
  const follows = page.getByRole('switch', { name: 'Publish as soon as verified' });
  await expect(follows).not.toBeChecked();
  await follows.click();
  await expect(follows).toBeChecked();
  await page.goto(`/${DEMO_LAB}/admin/settings`);
  const box = page.getByRole('checkbox', { name: 'Publish as soon as verified' });
  await expect(box).toBeChecked();
  await box.click();
  await page.getByLabel('Critical results handled within').fill('0');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByLabel('Critical results handled within')).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await page.getByLabel('Critical results handled within').fill('30');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Settings saved', { exact: true })).toBeVisible();
  await page.goto(PAGE);
  await expect(follows).not.toBeChecked();
});

test('an assay is autoverified once an admin says so', async ({ as }) => {
  const page = await as('admin');
  const code = `AV${Date.now()}`;
  await page.goto(`/${DEMO_LAB}/admin/assays`);
  await page.getByRole('button', { name: 'Add assay' }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Add assay' });
  await sheet.getByLabel('Code').fill(code);
  await sheet.getByLabel('Name').fill('Autoverified');
  await sheet.getByRole('checkbox', { name: 'Autoverification' }).click();
  await sheet.getByRole('button', { name: 'Add assay' }).click();
  await expect(sheet).toBeHidden();
  await page.goto(`/${DEMO_LAB}/admin/assays?q=${code}`);
  await expect(page.getByRole('row', { name: new RegExp(code) })).toContainText(
    'On · nothing released',
  );
  await page.goto(PAGE);
  await expect(page.getByText(/tests released/)).toBeVisible();
  await expect(page.getByText(code)).toBeVisible();
  await page.getByRole('button', { name: 'How this is computed' }).click();
  await expect(page.getByRole('dialog', { name: 'How this is computed' })).toContainText(
    'whose verification in force at that release was made by the system',
  );
  await page.goto(`/${DEMO_LAB}/admin/assays?q=${code}`);
  await page.getByRole('button', { name: `Retire ${code}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Retire assay' }).click();
  await expect(page.getByRole('button', { name: `Edit assay ${code}` })).toBeHidden();
});

test('a location has its own minutes after which something is missing', async ({ as }) => {
  const page = await as('admin');
  const name = `Ward ${Date.now()}`;
  await page.goto(`/${DEMO_LAB}/admin/locations`);
  await page.getByRole('button', { name: 'Add location' }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Add location' });
  await sheet.getByLabel('Name').fill(name);
  await sheet.getByLabel('Missing after').fill('0');
  await sheet.getByRole('button', { name: 'Add location' }).click();
  await expect(sheet.getByText('must be at least 1 minute')).toBeVisible();
  await sheet.getByLabel('Missing after').fill('45');
  await sheet.getByRole('button', { name: 'Add location' }).click();
  await expect(sheet).toBeHidden();
  await page.goto(`/${DEMO_LAB}/admin/locations?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('45 min');
  await page.getByRole('button', { name: `Retire ${name}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Retire location' }).click();
  await expect(page.getByRole('button', { name: `Edit location ${name}` })).toBeHidden();
});

for (const role of ['supervisor', 'manager'] as const) {
  test(`the workflow is closed to a ${role}`, async ({ as }) => {
    const page = await as(role);
    await page.goto(PAGE);
    await expect(page.getByRole('heading', { level: 1, name: 'Not for your role' })).toBeAttached();
    await expect(page.getByRole('img', { name: 'The workflow of a test' })).toHaveCount(0);
  });
}

test('everybody can read the workflow, and changes nothing', async ({ as }) => {
  const page = await as('viewer');
  await page.goto(`/${DEMO_LAB}/worklist`);
  await page.getByRole('link', { name: 'Workflow' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Workflow' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'The workflow of a test' })).toBeVisible();
  const actions = page.getByRole('region', { name: 'Actions of the workflow' });
  await expect(actions.getByRole('row', { name: /^Verify/ })).toContainText('Four eyes');
  await expect(actions.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Edit the workflow' })).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFitsWidth(page);
});

test('the share of autoverification leads to its tests', async ({ as }) => {
  const page = await as('admin');
  await page.goto(PAGE);
  const figure = page.getByRole('link', { name: 'Tests released, by whoever verified them' });
  const n = /([\d,]+) tests released/.exec(
    (await page.getByText(/tests released/).innerText()) ?? '',
  );
  await figure.click();
  await expect(
    page.getByRole('heading', { level: 1, name: `${n?.[1]} tests: all released` }),
  ).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(51);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByRole('link', { name: 'Back to the first' })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFitsWidth(page);
  await page.goto(`/${DEMO_LAB}/workflow/released?which=nobody`);
  await expect(page.getByText('This address asks for something that is not there')).toBeVisible();
});

test('on a phone the diagram scrolls within its frame', async ({ as }) => {
  const page = await as('admin');
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(PAGE);
  const frame = page.getByRole('region', { name: 'Diagram of the workflow' });
  await expect(frame).toBeVisible();
  await expectFitsWidth(page);
  const scrolls = await frame.evaluate((element) => element.scrollWidth > element.clientWidth);
  expect(scrolls).toBe(true);
  await expectAccessible(page);
});
