import type { Browser, Locator, Page } from '@playwright/test';
import { freshNumber } from './bench';
import { send } from './deck';
import { DEMO_LAB, expect, signInAs } from './fixtures';

export const CHANNELS = `/${DEMO_LAB}/alerts/channels`;
export const DELIVERIES = `/${DEMO_LAB}/alerts/deliveries`;

const member = (answer: unknown, name: string): unknown => Reflect.get(Object(answer), name);

/** What stands of a channel on the page of channels. */
export const cardOf = (page: Page, name: string): Locator =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });

/**
 * A channel that nobody else has, made by an admin's session in a window of its own. `end` removes
 * it and dismisses what it could not deliver, so that no banner is left for the tests that follow.
 */
export async function aChannel(browser: Browser, url: string) {
  const admin = await (await browser.newContext()).newPage();
  await signInAs(admin, 'admin');
  const name = `${freshNumber()} channel`;
  const given = { name, kind: 'teams', url };
  const { status, answer } = await send(admin, 'POST', '/channels', given);
  expect(status, JSON.stringify(answer)).toBe(201);
  const id = String(member(answer, 'id'));
  return {
    id,
    name,
    /** Sends a test message; its notification. */
    async tests(): Promise<string> {
      const sent = await send(admin, 'POST', `/channels/${id}/test`, {});
      expect(sent.status, JSON.stringify(sent.answer)).toBe(202);
      return String(member(sent.answer, 'notification_id'));
    },
    /** Waits until a notification stands so. */
    async stands(notification: string, wanted: 'queued' | 'sent' | 'dead'): Promise<void> {
      await expect
        .poll(
          async () => {
            const got = await admin.request.get(`/api/v1/notifications/${notification}`, {
              headers: { 'x-lab': DEMO_LAB },
            });
            return member(await got.json(), 'status');
          },
          { timeout: 20_000 },
        )
        .toBe(wanted);
    },
    async end(): Promise<void> {
      await send(admin, 'POST', '/notifications/dismiss', { channel: id });
      await send(admin, 'DELETE', `/channels/${id}`);
      await admin.context().close();
    },
  };
}
