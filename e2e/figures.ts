import type { Page } from '@playwright/test';
import { DEMO_LAB, expect } from './fixtures';

const DAY_MS = 86_400_000;

/** A day some days ago, as an address has it. */
export const daysAgo = (days: number) =>
  new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

/** Four weeks that are over: what others do meanwhile is not in them. */
export const PAST = `from=${daysAgo(29)}&to=${daysAgo(2)}`;

/** The pages of the declared figures, from the navigation that leads to them. */
export async function figurePaths(page: Page): Promise<string[]> {
  await page.goto(`/${DEMO_LAB}/overview`);
  const links = page
    .getByRole('navigation', { name: 'Main' })
    .locator(`a[href^="/${DEMO_LAB}/figures/"]`);
  await expect(links.first()).toBeAttached();
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
}

/** The number a text has first. */
export const numberIn = (text: string | null) =>
  Number(/-?[\d,.]+/.exec(text ?? '')?.[0].replaceAll(',', ''));

/** Waits until a figure's page has its numbers. */
export async function expectFigure(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'Headline figures' })).toBeVisible();
  await expect(page.getByText('This address asks for something')).toHaveCount(0);
}
