import type { Browser, Page } from '@playwright/test';
import type { Role } from '@/lib/platform/access/roles';
import { makeSpecimen, move } from './bench';
import { DEMO_LAB, expect, signInAs } from './fixtures';

/** A window of its own of somebody else. */
export async function another(browser: Browser, role: Role): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, role);
  return page;
}

/** Specimens that a technician entered and submitted: their numbers. */
export async function submitted(
  technician: Page,
  baseURL: string | undefined,
  { count = 1, tests = 1 } = {},
): Promise<{ numbers: string[]; assays: string[] }> {
  const numbers: string[] = [];
  let assays: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const specimen = await makeSpecimen(technician, baseURL, { tests });
    await move(technician, baseURL, specimen.number, { action: 'submit' });
    numbers.push(specimen.number);
    assays = specimen.assays;
  }
  return { numbers, assays };
}

/** The states of a specimen's tests, as the interface answers them. */
export async function statesOf(page: Page, number: string): Promise<string[]> {
  const answer = await page.request.get(`/api/v1/specimens/${number}`, {
    headers: { 'x-lab': DEMO_LAB },
  });
  expect(answer.ok()).toBe(true);
  const { tests }: { tests: { state: string }[] } = await answer.json();
  return tests.map(({ state }) => state);
}

/** The row of a specimen on the worklist. */
export function rowOf(page: Page, number: string) {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: number, exact: true }) });
}
