import type { Browser, Page } from '@playwright/test';
import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, signInAs, test } from './fixtures';

const PASSWORD = 'four small blue tubes';
const PEOPLE = `/${DEMO_LAB}/admin/people`;

function newEmail(): string {
  return `person-${Date.now()}-${Math.random().toString(36).slice(2, 8)}@example.test`;
}

/** Invites somebody as the admin on the page and returns the link, which is shown once. */
async function invite(page: Page, email: string, name: string, role: string): Promise<string> {
  await page.goto(PEOPLE);
  await page.getByRole('button', { name: 'Invite a person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite a person' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByLabel('Role in this lab').selectOption(role);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByRole('region', { name: 'Invitation link' }).innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return link.trim();
}

async function join(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.waitForURL(/\/(bench|worklist|turnaround)$/);
}

async function signInByPassword(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByText('Sign in with an account of your own').click();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function anotherBrowser(browser: Browser, baseURL: string | undefined): Promise<Page> {
  return (await browser.newContext({ baseURL })).newPage();
}

test('somebody is invited, joins, signs out everywhere, and is disabled', async ({
  as,
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const admin = await as('admin');
  const email = newEmail();
  const link = await invite(admin, email, 'Lena Invited', 'technician');

  const desk = await anotherBrowser(browser, baseURL);
  await desk.goto(link);
  await expectAccessible(desk);
  await desk.getByLabel('Password', { exact: true }).fill('123456789012');
  await desk.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(desk.getByText('too easy to guess', { exact: false })).toBeVisible();
  await join(desk, link, 'Lena Lindqvist');
  await expect(desk).toHaveURL(new RegExp(`/${DEMO_LAB}/bench$`));

  const phone = await anotherBrowser(browser, baseURL);
  await phone.goto(link);
  await expect(phone.getByText('This link does not work any more')).toBeVisible();
  await signInByPassword(phone, email, PASSWORD);
  await phone.waitForURL(/\/bench$/);

  await phone.goto('/account');
  await expect(phone.getByRole('region', { name: 'Your sessions' }).getByRole('row')).toHaveCount(
    3,
  );
  await expectAccessible(phone);
  await phone.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(phone).toHaveURL(/\/sign-in$/);
  await desk.goto(`/${DEMO_LAB}/specimens`);
  await expect(desk).toHaveURL(/\/sign-in\?next=/);

  await signInByPassword(desk, email, PASSWORD);
  await desk.waitForURL(/\/bench$/);
  await admin.goto(PEOPLE);
  await admin.getByRole('button', { name: 'Manage Lena Lindqvist' }).first().click();
  await admin.getByRole('button', { name: 'Disable', exact: true }).click();
  await admin.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
  await expect(admin.getByText('Lena Lindqvist is disabled').first()).toBeVisible();
  await desk.reload();
  await expect(desk).toHaveURL(/\/sign-in\?next=/);
  await signInByPassword(desk, email, PASSWORD);
  await expect(desk.getByText('Email or password is wrong')).toBeVisible();
  await desk.context().close();
  await phone.context().close();
});

test('a withdrawn link is worthless', async ({ as, browser, baseURL }) => {
  const admin = await as('admin');
  const name = `Withdrawn ${Date.now()}`;
  const link = await invite(admin, newEmail(), name, 'viewer');
  await admin.getByRole('button', { name: `Withdraw: link for ${name}` }).click();
  await admin.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
  // What stands behind an open dialog is not there for anybody.
  await expect(admin.getByRole('alertdialog')).toHaveCount(0);
  await expect(admin.getByRole('button', { name: `Withdraw: link for ${name}` })).toHaveCount(0);
  const other = await anotherBrowser(browser, baseURL);
  await other.goto(link);
  await expect(other.getByText('This link does not work any more')).toBeVisible();
  await other.context().close();
});

test('a changed role counts with the next click', async ({ as, browser, baseURL }) => {
  const admin = await as('admin');
  const name = `Changing ${Date.now()}`;
  const link = await invite(admin, newEmail(), name, 'viewer');
  const other = await anotherBrowser(browser, baseURL);
  await join(other, link, name);
  await other.goto(`/${DEMO_LAB}/specimens`);
  const imports = other
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Imports' });
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(imports).toHaveCount(0);
  await admin.goto(PEOPLE);
  await admin.getByRole('button', { name: `Manage ${name}` }).click();
  await admin.getByLabel(/^Role in/).selectOption('supervisor');
  await admin.getByRole('button', { name: 'Change role' }).click();
  await expect(admin.getByText(`${name} is Supervisor now`).first()).toBeVisible();
  await other.reload();
  await expect(imports).toBeVisible();
  await other.context().close();
});

test('the last admin stays one', async ({ as }) => {
  const admin = await as('admin');
  await admin.goto(PEOPLE);
  const self = admin.getByRole('row').filter({ hasText: '(you)' });
  await self.getByRole('button', { name: /^Manage/ }).click();
  await admin.getByLabel(/^Role in/).selectOption('viewer');
  await admin.getByRole('button', { name: 'Change role' }).click();
  await expect(admin.getByRole('alert').filter({ hasText: 'last admin' })).toBeVisible();
});

test('a key is shown once, works, and stops when revoked', async ({ as, playwright, baseURL }) => {
  const page = await as('admin');
  const name = `Key ${Date.now()}`;
  await page.goto(`/${DEMO_LAB}/admin/keys`);
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a key' });
  await dialog.getByLabel('Role').selectOption('instrument');
  await expect(dialog.getByLabel('Device')).toBeVisible();
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Role').selectOption('viewer');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const key = (await dialog.getByRole('region', { name: 'Key' }).innerText()).trim();
  expect(key).toMatch(/^bw_[\w-]{43}$/);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
  expect(await page.content()).not.toContain(key);

  const program = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  expect((await program.get('/api/v1/assays')).status()).toBe(200);
  await page.getByRole('button', { name: `Revoke: key ${name}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Revoked');
  expect((await program.get('/api/v1/assays')).status()).toBe(401);
  await program.dispose();
});

for (const path of [PEOPLE, `/${DEMO_LAB}/admin/keys`, `/account?lab=${DEMO_LAB}`]) {
  test(`${path} is accessible, and fits a small phone`, async ({ page }) => {
    await signInAs(page, 'admin');
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectFitsWidth(page);
  });
}
