import { freshNumber, makeSpecimen } from './bench';
import { streaming } from './deck';
import { DEMO_LAB, expect, expectAccessible, test } from './fixtures';
import { analyteOf, anInstrument, hl7 } from './instrument';

const INBOX = `/${DEMO_LAB}/inbox`;

const started = (specimen: string, assay?: string) => ({
  type: 'specimen.started',
  time: new Date().toISOString(),
  data: { specimen_id: specimen, assay },
});

test('what an instrument sent is found, read beside what it says, and replayed', async ({
  as,
  browser,
  baseURL,
}) => {
  const analyser = await anInstrument(browser);
  const number = freshNumber();
  await analyser.says({ type: 'device.heartbeat' }, 'applied');
  await analyser.says(started(number), 'quarantined');

  const page = await as('supervisor');
  await page.goto(`${INBOX}?${new URLSearchParams({ device: analyser.device })}`);
  await expect(page).toHaveTitle(/^Inbox/);
  await expectAccessible(page);
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.filter({ hasText: 'device.heartbeat' })).toContainText('Applied');
  const tabs = page.getByRole('navigation', { name: 'Status' });
  await expect(tabs.getByRole('link', { name: 'Quarantined 1' })).toBeVisible();

  await page.getByRole('search', { name: 'Filters' }).getByLabel('Specimen').fill(number);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(rows.filter({ hasText: 'device.heartbeat' })).toBeHidden();
  const row = rows.filter({ hasText: number });
  await expect(row).toContainText('Unknown specimen');
  await row.getByRole('link', { name: 'specimen.started' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'specimen.started' })).toBeVisible();
  await expect(page.getByText('It is tried again by itself')).toBeVisible();
  await expect(page.getByRole('link', { name: `Enter ${number}` })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What came' })).toContainText(
    `"specimen_id": "${number}"`,
  );
  await expect(page.getByRole('list', { name: 'Events' })).toContainText(
    `Started the test of specimen ${number}`,
  );
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(page.getByText('That you read it stands in the audit trail')).toBeVisible();

  // It appears, and the message is applied without anybody's help or by a replay: whichever is first.
  await makeSpecimen(analyser.page, baseURL, { number });
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByRole('definition').filter({ hasText: 'Applied' })).toBeVisible();
  await page.getByRole('link', { name: number }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number);
  await expect(page.getByText(analyser.device).first()).toBeVisible();
});

test('what is of a patient is masked, and shown to supervisors who ask', async ({
  as,
  browser,
  baseURL,
}) => {
  const analyser = await anInstrument(browser);
  const { number, assays } = await makeSpecimen(analyser.page, baseURL);
  const [assay = ''] = assays;
  const analyte = await analyteOf(analyser.page, assay);
  const id = await analyser.writes(
    hl7('OUL^R22^OUL_R22', [
      'PID|1||4711^^^HOSP^MR||Okonkwo^Ada||19700101|F',
      `SPM|1|${number}||SER|||||||P`,
      `OBR|1|${number}||${assay}`,
      `OBX|1|NM|${analyte}||6.9|mmol/L|3.5-5.1|HH|||F`,
    ]),
    'hl7-v2',
    'applied',
  );

  const page = await as('supervisor');
  await page.goto(`${INBOX}/${id}`);
  const raw = page.getByRole('region', { name: 'What came' });
  await expect(raw).toContainText(`SPM|1|${number}`);
  await expect(raw).not.toContainText('Okonkwo');
  await expect(raw.getByTitle('OBX-5 Value')).toHaveText('6.9');
  const says = page.getByRole('region', { name: `Results of ${assay}` });
  await expect(says.getByRole('row', { name: analyte })).toContainText('6.9 mmol/L');
  await expect(says.getByRole('row', { name: analyte })).toContainText('HH');
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(raw).toContainText('Okonkwo^Ada');
  await page.getByRole('button', { name: 'Mask it again' }).click();
  await expect(raw).not.toContainText('Okonkwo');
  await expectAccessible(page);

  const viewer = await as('viewer');
  await viewer.goto(`${INBOX}/${id}`);
  await expect(raw).toContainText(`SPM|1|${number}`);
  await expect(viewer.getByRole('button', { name: 'Show everything' })).toBeHidden();
  await expect(viewer.getByRole('button', { name: 'Replay' })).toBeHidden();
  await expect(viewer.getByText('Replaying takes a supervisor')).toBeVisible();

  // That somebody read it stands in the trail.
  const manager = await as('manager');
  await manager.goto(`/${DEMO_LAB}/audit?entity_id=${id}`);
  await expect(manager.getByRole('list', { name: 'Events, the newest first' })).toContainText(
    'instrument_message.read_raw',
  );
});

test('many are selected and replayed together, and the list follows', async ({ as, browser }) => {
  const analyser = await anInstrument(browser);
  const numbers = [freshNumber(), freshNumber(), freshNumber()];
  for (const number of numbers) await analyser.says(started(number), 'quarantined');
  await analyser.writes('MSH|nothing', 'hl7-v2', 'quarantined');

  const page = await as('supervisor');
  const stream = streaming(page);
  const view = new URLSearchParams({ device: analyser.device, status: 'quarantined' });
  await page.goto(`${INBOX}?${view}`);
  await stream;
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(5);
  await page.getByRole('checkbox', { name: 'Select specimen.started' }).first().check();
  await page.getByRole('checkbox', { name: 'Select specimen.started' }).last().check();
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar).toContainText('2 messages selected');
  await expectAccessible(page);
  await bar.getByRole('button', { name: 'Replay 2' }).click();
  await expect(page.getByText('2 messages back in the queue').first()).toBeVisible();
  // They are quarantined again, for the specimens are still unknown.
  await expect(rows).toHaveCount(5);

  await page.getByLabel('Reason').selectOption({ label: 'Unknown specimen' });
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(rows).toHaveCount(4);
  await page.getByRole('button', { name: 'Replay all 3' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Replay all' }).click();
  await expect(page.getByText('3 messages back in the queue').first()).toBeVisible();

  // Another comes in while the page stands there.
  await analyser.says(started(freshNumber()), 'quarantined');
  await expect(rows).toHaveCount(5);
});

test('a view that cannot be and one with nothing in it say so', async ({ as }) => {
  const page = await as('technician');
  await page.goto(`${INBOX}?from=yesterday`);
  await expect(page.getByText('This list cannot be shown')).toBeVisible();
  await page.goto(`${INBOX}?specimen=${freshNumber()}`);
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.goto(`${INBOX}/00000000-0000-7000-8000-000000000000`);
  await expect(page.getByText(/not (here|found)|no such/i).first()).toBeVisible();
});
