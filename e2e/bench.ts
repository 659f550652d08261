import type { Page } from '@playwright/test';
import { DEMO_LAB, expect } from './fixtures';

/** A number no other test uses. */
export const freshNumber = () =>
  `B-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`.toUpperCase();

function headers(page: Page, baseURL: string | undefined) {
  return { origin: new URL(baseURL ?? page.url()).origin, 'x-lab': DEMO_LAB };
}

/** Codes of assays of the demo lab, in the order of their names. */
export async function assayCodes(page: Page): Promise<string[]> {
  const answer = await page.request.get('/api/v1/assays?limit=50', {
    headers: { 'x-lab': DEMO_LAB },
  });
  const { data }: { data: { code: string; active: boolean }[] } = await answer.json();
  return data.filter(({ active }) => active).map(({ code }) => code);
}

/** Enters a specimen by the interface as whoever is signed in; its number. */
export async function makeSpecimen(
  page: Page,
  baseURL: string | undefined,
  {
    tests = 1,
    state = 'received',
    number = freshNumber(),
  }: { tests?: number; state?: 'received' | 'expected'; number?: string } = {},
): Promise<{ number: string; assays: string[] }> {
  const assays = (await assayCodes(page)).slice(0, tests);
  const answer = await page.request.post('/api/v1/specimens', {
    headers: headers(page, baseURL),
    data: { specimen_id: number, tests: assays.map((assay) => ({ assay })), state },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return { number, assays };
}

/** Moves a specimen by the interface as whoever is signed in. */
export async function move(
  page: Page,
  baseURL: string | undefined,
  number: string,
  transition: Record<string, unknown>,
): Promise<void> {
  const answer = await page.request.post(`/api/v1/specimens/${number}/transitions`, {
    headers: headers(page, baseURL),
    data: transition,
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** The name of a device of the demo lab. */
export async function aDevice(page: Page): Promise<string> {
  const answer = await page.request.get('/api/v1/devices?limit=1', {
    headers: { 'x-lab': DEMO_LAB },
  });
  const { data }: { data: { name: string }[] } = await answer.json();
  const name = data[0]?.name;
  if (name === undefined) throw new Error('The demo lab has no device');
  return name;
}

/** Scans as a scanner does: keys as fast as they go, then Enter, wherever the focus is. */
export async function scan(page: Page, number: string): Promise<void> {
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
}

/**
 * A scan into whatever has the focus, as fast as a scanner sends it however busy the machine is: a
 * test's own keys would come as slowly as the browser answers them.
 */
export async function scanWhereTheFocusIs(page: Page, number: string): Promise<void> {
  await page.evaluate((text) => {
    const target = document.activeElement ?? document.body;
    // With no focus a key is heard and writes nothing; the command would write at the last caret.
    const writes = target !== document.body;
    const press = (key: string) =>
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    for (const key of text)
      if (press(key) && writes) document.execCommand('insertText', false, key);
    press('Enter');
  }, number);
}
