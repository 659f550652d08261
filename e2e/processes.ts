import type { Browser } from '@playwright/test';
import { freshNumber } from './bench';
import { send } from './deck';
import { expect, signInAs } from './fixtures';

/** What an orchestrator tells of a process that no other test knows, by an admin's session. */
export async function aProcess(browser: Browser, called = 'Serial dilution') {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, 'admin');
  const name = `${called} ${freshNumber()}`;
  const device = `${freshNumber()}-Reader`;
  const made = async (path: string, data: unknown, member = 'uuid') => {
    const { status, answer } = await send(page, 'POST', path, data);
    expect(status, `${path}: ${JSON.stringify(answer)}`).toBeLessThan(300);
    return String(Reflect.get(Object(answer), member));
  };
  await made('/devices', { name: device, type: 'Reader', slots: 1 }, 'id');
  return {
    name,
    /** Answers the uuid of the version. */
    register: (source: string) => made('/processes', { name, source }),
    begin: (process_uuid: string) => made('/experiments', { process_uuid }),
    step: (experiment_uuid: string, status: string) =>
      made(
        '/steps',
        {
          name: 'Read',
          device,
          experiment_uuid,
          start: '2026-03-01T10:00:00Z',
          finish: '2026-03-01T10:01:00Z',
          status,
        },
        'id',
      ),
    finish: (uuid: string) => made(`/experiments/${uuid}/finish`, undefined),
    close: () => page.context().close(),
  };
}
