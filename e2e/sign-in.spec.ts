import { DEMO_LAB, expect, expectAccessible, expectFitsWidth, signInAs, test } from './fixtures';

const PEOPLE = ['Turnaround', 'Specimens', 'Tests'];
const ROLES = [
  { role: 'viewer', label: 'Viewer', home: 'turnaround', sees: PEOPLE, forbidden: 'admin/people' },
  {
    role: 'technician',
    label: 'Technician',
    home: 'bench',
    sees: PEOPLE,
    forbidden: 'admin/people',
  },
  {
    role: 'supervisor',
    label: 'Supervisor',
    home: 'worklist',
    sees: [...PEOPLE, 'Imports'],
    forbidden: 'admin/people',
  },
  {
    role: 'manager',
    label: 'Manager',
    home: 'turnaround',
    sees: [...PEOPLE, 'Imports'],
    forbidden: 'admin/keys',
  },
  {
    role: 'admin',
    label: 'Admin',
    home: 'turnaround',
    sees: [...PEOPLE, 'Imports', 'Assays', 'People', 'Keys'],
    forbidden: null,
  },
] as const;

for (const { role, label, home, sees, forbidden } of ROLES) {
  test(`a ${role} signs in with one click and sees what the role may use`, async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.getByRole('button', { name: `Sign in as ${label}` }).click();
    await expect(page).toHaveURL(new RegExp(`/[a-z-]+/${home}$`));
    const nav = page.getByRole('navigation', { name: 'Main' });
    for (const item of sees) await expect(nav.getByRole('link', { name: item })).toBeVisible();
    await expect(nav.getByRole('link', { name: 'People' })).toHaveCount(role === 'admin' ? 1 : 0);
    await expect(page.getByRole('button', { name: new RegExp(`, ${label}$`) })).toBeVisible();
    if (forbidden !== null) {
      const answer = await page.goto(`/${DEMO_LAB}/${forbidden}`);
      expect(answer?.status()).toBe(403);
      await expect(
        page.getByText('Your role in this lab does not include this page'),
      ).toBeVisible();
    }
  });
}

test('the lab and its time zone are shown, and who has two labs goes from one to the other', async ({
  as,
}) => {
  const page = await as('admin');
  await page.goto(`/${DEMO_LAB}/admin/people`);
  await expect(page.getByText('America/New York', { exact: false }).first()).toBeVisible();
  await page.getByRole('button', { name: /Switch lab$/ }).click();
  const other = page.getByRole('menuitem').filter({ hasNot: page.locator('[aria-current]') });
  await other.last().click();
  await expect(page).toHaveURL(/\/demo-north\//);
});

test('an unknown lab is not found, signed in or not', async ({ page }) => {
  await signInAs(page, 'viewer');
  const answer = await page.goto('/no-such-lab/specimens');
  expect(answer?.status()).toBe(404);
});

test('whoever is not signed in is led to the sign-in page and back to where they were going', async ({
  page,
}) => {
  await page.goto(`/${DEMO_LAB}/admin/keys?from=link`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByRole('button', { name: 'Sign in as Admin' }).click();
  await expect(page).toHaveURL(new RegExp(`/${DEMO_LAB}/admin/keys\\?from=link$`));
});

for (const next of ['//evil.test/', 'https://evil.test/', '/\\evil.test', '/%09/evil.test']) {
  test(`signing in never leads to another site: ${next}`, async ({ page, baseURL }) => {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByRole('button', { name: 'Sign in as Viewer' }).click();
    await expect(page).toHaveURL(/\/turnaround$|\/evil\.test$/);
    expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? '').origin);
  });
}

test('a wrong password and an unknown account get the same words', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByText('Sign in with an account of your own').click();
  for (const email of ['admin@demo.test', `nobody-${Date.now()}@example.test`]) {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'wrong' })).toHaveText(
      /Email or password is wrong/,
    );
    await page.reload();
    await page.getByText('Sign in with an account of your own').click();
  }
});

test('after too many wrong passwords the page says how long to wait', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByText('Sign in with an account of your own').click();
  await page.getByLabel('Email').fill(`guessed-${Date.now()}@example.test`);
  const submit = page.getByRole('button', { name: 'Sign in', exact: true });
  // On a slow machine the first short waits may be over before the next guess arrives.
  await expect(async () => {
    await page.getByLabel('Password', { exact: true }).fill('a guess');
    const answered = page.waitForResponse(/callback\/password/);
    await submit.click();
    await answered;
    await expect(page.getByText('Too many attempts')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.getByText(/Wait \d+ s, then try again/)).toBeVisible();
  await expect(submit).toBeEnabled({ timeout: 40_000 });
});

test('the whole way in works by keyboard', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in as Viewer' })).toBeVisible();
  for (const label of ['Viewer', 'Technician', 'Supervisor']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: `Sign in as ${label}` })).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/worklist$/);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /skip/i })).toBeFocused();
});

test('the cookie is kept from scripts and from other sites, and names no role', async ({
  page,
}) => {
  await signInAs(page, 'manager');
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name === 'next-auth.session-token');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  const told = await (await page.request.get('/api/auth/session')).text();
  expect(told).not.toContain('manager"');
});

test('signing out ends the session, not only the cookie', async ({ page, playwright, baseURL }) => {
  await signInAs(page, 'viewer');
  await page.goto('/account');
  const [session] = (await page.context().cookies()).filter(({ name }) =>
    name.endsWith('session-token'),
  );
  await page.getByRole('button', { name: /, Viewer$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  const replay = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { cookie: `${session?.name}=${session?.value}` },
  });
  expect((await replay.get('/api/v1/assays')).status()).toBe(401);
  await replay.dispose();
});

test('the sign-in page is accessible, and fits a small phone', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByText('Sign in with an account of your own').click();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFitsWidth(page);
  await expect(page.getByRole('button', { name: 'Sign in as Admin' })).toBeVisible();
});
