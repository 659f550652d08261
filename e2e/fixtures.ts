import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import type { Role } from '@/lib/platform/access/roles';

export { expect };

/** The demo lab, which every demo person belongs to. */
export const DEMO_LAB = 'demo';

/**
 * Signs the demo person of a role in, by the requests that their button on the sign-in page makes.
 * The page stays where it is; go on with `page.goto('/demo/…')`.
 */
export async function signInAs(page: Page, role: Role): Promise<void> {
  const { csrfToken }: { csrfToken: string } = await (
    await page.request.get('/api/auth/csrf')
  ).json();
  const answer = await page.request.post('/api/auth/callback/demo', {
    form: { csrfToken, email: `${role}@demo.test`, json: 'true' },
  });
  expect(answer.ok(), `sign in as ${role}: ${answer.url()} ${answer.status()}`).toBe(true);
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Faults an accessibility scan calls serious or critical. */
async function seriousFaults(page: Page, colourAlone: boolean): Promise<string[]> {
  // Without a second page for frames of other sites, of which there are none: half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (
    colourAlone ? axe.withRules(COLOUR_RULES) : axe.withTags(RULES)
  ).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help} at ${node.target.join(' ')}`),
    );
}

/** Scans the page as it stands, by all rules in the light theme, by those of colour in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  // It may come after the page that it is of.
  await expect(page).toHaveTitle(/./);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const faults = await seriousFaults(page, colorScheme === 'dark');
    expect(faults, `accessibility in the ${colorScheme} theme`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/** No horizontal scrolling of the page itself. */
export async function expectFitsWidth(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, 'pixels the page is wider than the window').toBeLessThanOrEqual(0);
}

/** What the console said that it should not; each test fails on it. */
const IGNORED_CONSOLE = [/Failed to load resource/, /Download the React DevTools/];

type Fixtures = {
  /** A page signed in as a role of the demo lab: `const page = await as('manager')`. */
  as: (role: Role) => Promise<Page>;
  noConsoleErrors: void;
};

export const test = base.extend<Fixtures>({
  as: async ({ page }, use) => {
    await use(async (role) => {
      await signInAs(page, role);
      return page;
    });
  },
  noConsoleErrors: [
    async ({ page }, use) => {
      const heard: string[] = [];
      page.on('console', (message) => {
        const text = message.text();
        if (message.type() === 'error' && !IGNORED_CONSOLE.some((ignored) => ignored.test(text))) {
          heard.push(text);
        }
      });
      page.on('pageerror', (error) => heard.push(error.message));
      await use();
      expect(heard, 'errors in the browser console').toEqual([]);
    },
    { auto: true },
  ],
});
