import type { Browser, Page } from '@playwright/test';
import { freshNumber } from './bench';
import { DEMO_LAB, expect, signInAs } from './fixtures';

export const DECK = `/${DEMO_LAB}/deck`;

export type TestContainer = { id: string; barcode: string };

/** A request of a person's session, as the portal's own pages send it. */
export async function send(
  page: Page,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  data?: unknown,
): Promise<{ status: number; answer: unknown }> {
  const origin = new URL((await page.request.get('/api/health')).url()).origin;
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: { origin, 'x-lab': DEMO_LAB },
    ...(data !== undefined && { data }),
  });
  return { status: answer.status(), answer: answer.status() === 204 ? null : await answer.json() };
}

/**
 * What an orchestrator does to a deck of a test's own, by an admin's session: devices whose names
 * nobody else has, and containers on them.
 */
export async function anOrchestrator(browser: Browser) {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, 'admin');
  const tag = freshNumber();
  const name = (device: string) => `${tag}-${device}`;
  const made = async (path: string, data: unknown, method: 'POST' | 'PUT' = 'POST') => {
    const { status, answer } = await send(page, method, path, data);
    expect(status, `${path}: ${JSON.stringify(answer)}`).toBeLessThan(300);
    return answer;
  };
  return {
    page,
    name,
    device: (device: string, slots: number) =>
      made('/devices', { name: name(device), type: 'Test deck', slots }),
    async container(
      barcode: string,
      device: string,
      position: number,
      more: { lidded?: boolean; filled?: boolean } = {},
    ): Promise<TestContainer> {
      const own = name(barcode);
      const given = { name: `Plate ${own}`, barcode: own, device: name(device), position, ...more };
      const { status, answer } = await send(page, 'POST', '/containers', given);
      expect(status, JSON.stringify(answer)).toBe(201);
      return { id: String(Reflect.get(Object(answer), 'id')), barcode: own };
    },
    contents: (ref: string, contents: { well?: string; specimen_id: string }[]) =>
      made(`/containers/${ref}/contents`, contents, 'PUT'),
    /** Answers the status: 200, or 409 for one that was refused and is kept as a conflict. */
    async move(ref: string, from: [string, number], to: [string, number]): Promise<number> {
      const { status } = await send(page, 'POST', `/containers/${ref}/move`, {
        source_device: name(from[0]),
        source_pos: from[1],
        target_device: name(to[0]),
        target_pos: to[1],
      });
      return status;
    },
  };
}

/** The positions of a device, and one of them. */
export function positions(page: Page, device: string) {
  return page.getByRole('group', { name: `Positions of ${device}`, exact: true });
}

export function position(page: Page, device: string, number: number) {
  return positions(page, device).getByRole('button', { name: `Position ${number}:` });
}

/** Resolves when the page's stream stands. */
export function streaming(page: Page): Promise<unknown> {
  return page.waitForResponse((answer) => answer.url().includes('/api/v1/stream?') && answer.ok());
}
