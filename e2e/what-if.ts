import { DEMO_LAB, expect } from './fixtures';
import type { Page } from '@playwright/test';

export const WHAT_IF = `/${DEMO_LAB}/what-if`;

/** The builder, once the lab is fitted. */
export async function openBuilder(page: Page, query = ''): Promise<void> {
  await page.goto(`${WHAT_IF}/new${query}`);
  await expect(page.getByRole('region', { name: 'Machine groups' })).toBeVisible({
    timeout: 30_000,
  });
}

/** So many runs of a seed of one's own. */
export async function drawing(page: Page, { runs, seed }: { runs: number; seed: number }) {
  const more = page.locator('summary', { hasText: 'More' });
  if (!(await page.getByLabel('Seed').isVisible())) await more.click();
  await page.getByLabel('Seed').fill(String(seed));
  await page.getByLabel('Runs').fill(String(runs));
}

/** Runs what the builder says and waits for its answer. */
export async function runToItsEnd(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL(/\/what-if\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { name: 'What it says' })).toBeVisible({
    timeout: 90_000,
  });
}
