import type { Browser, Page } from '@playwright/test';
import { assayCodes, freshNumber } from './bench';
import { send } from './deck';
import { DEMO_LAB, expect, signInAs } from './fixtures';

export const ALERTS = `/${DEMO_LAB}/alerts`;

const member = (answer: unknown, ...names: string[]): unknown =>
  names.reduce((inner, name) => Reflect.get(Object(inner), name), answer);

/**
 * A device that nobody else has and a critical rule that watches it alone, by an admin's session in a
 * window of its own. `end` removes what would go on for the tests that follow.
 */
export async function aWatchedDevice(
  browser: Browser,
  { channel }: { channel?: { url: string; kind?: 'teams' | 'webhook' } } = {},
) {
  const admin = await (await browser.newContext()).newPage();
  await signInAs(admin, 'admin');
  const made = async (path: string, data: unknown) => {
    const { status, answer } = await send(admin, 'POST', path, data);
    expect(status, `${path}: ${JSON.stringify(answer)}`).toBeLessThan(300);
    return answer;
  };
  const get = async (path: string): Promise<unknown> => {
    const answer = await admin.request.get(`/api/v1${path}`, { headers: { 'x-lab': DEMO_LAB } });
    expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true);
    return answer.json();
  };
  const tag = freshNumber();
  const device = `${tag}-Analyser`;
  const rule = `${tag} down`;
  await made('/devices', { name: device, type: 'Analyser', slots: 0 });
  const channelId =
    channel === undefined
      ? null
      : String(
          member(
            await made('/channels', {
              name: `${tag} channel`,
              kind: channel.kind ?? 'teams',
              url: channel.url,
              card: { detail: 'specimens' },
            }),
            'id',
          ),
        );
  const ruleId = String(
    member(
      await made('/alert-rules', {
        name: rule,
        kind: 'device',
        filters: { devices: [device] },
        group_wait_seconds: 0,
        channels: channelId === null ? [] : [channelId],
      }),
      'id',
    ),
  );
  const state = (data: object) => made(`/devices/${encodeURIComponent(device)}/states`, data);
  const run = () => made('/alerts/run', {});
  const alert = async (): Promise<{ id: string; status: string }> => {
    const list = await get(`/alerts?status=all&rule=${ruleId}`);
    const first = member(list, 'data', '0');
    return { id: String(member(first, 'id')), status: String(member(first, 'status')) };
  };
  return {
    admin,
    device,
    rule,
    ruleId,
    channel: channelId === null ? null : { id: channelId, name: `${tag} channel` },
    run,
    alert,
    get,
    /** It stops by itself, and the rules are run; its alert. */
    async breaksDown() {
      await state({ code: 'ES', held: true, reason: 'Stopped by a test' });
      await run();
      return alert();
    },
    /** It is back, and the rules are run. */
    async isBack() {
      await state({ clears: true, reason: 'The test is over' });
      await run();
    },
    /** A test that was received so many hours ago and stands at the device; its specimen. */
    async testStandsThere({ hoursAgo = 0, priority = 'ROUTINE' } = {}): Promise<string> {
      const number = freshNumber();
      const [assay] = await assayCodes(admin);
      const at = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
      await made('/specimens', {
        specimen_id: number,
        tests: [{ assay }],
        priority,
        state: 'received',
        received_at: at,
      });
      await made(`/specimens/${number}/transitions`, { action: 'start', device });
      return number;
    },
    async end() {
      await send(admin, 'DELETE', `/alert-rules/${ruleId}`);
      await send(admin, 'POST', `/devices/${encodeURIComponent(device)}/states`, {
        clears: true,
        reason: 'The test is over',
      });
      if (channelId !== null) {
        await send(admin, 'POST', '/notifications/dismiss', { channel: channelId });
        await send(admin, 'DELETE', `/channels/${channelId}`);
      }
      await admin.context().close();
    },
  };
}

export type WatchedDevice = Awaited<ReturnType<typeof aWatchedDevice>>;

/** The rows of a table, or of a phone's list, that lead to an alert and name something. */
export function rowsOf(page: Page, text: string) {
  return page
    .getByRole('row')
    .or(page.getByRole('listitem'))
    .filter({ hasText: text })
    .filter({ has: page.locator(`a[href^="${ALERTS}/"]`) });
}
