import type { Browser } from '@playwright/test';
import { anOrchestrator, send } from './deck';
import { expect } from './fixtures';

const id = (answer: unknown) => String(Reflect.get(Object(answer), 'uuid'));
const MINUTE_MS = 60_000;

/**
 * A process of a test's own with two devices, run once before: shake and read, a minute each. What
 * it tells next is told by the interface, as an orchestrator does.
 */
export async function anExperimenter(browser: Browser) {
  const deck = await anOrchestrator(browser);
  const { page, name } = deck;
  await deck.device('Shaker', 2);
  await deck.device('Reader', 2);
  const plate = await deck.container('P', 'Shaker', 0);
  const post = async (path: string, data: unknown) => {
    const { status, answer } = await send(page, 'POST', path, data);
    expect(status, `${path}: ${JSON.stringify(answer)}`).toBeLessThan(300);
    return answer;
  };
  const process = name('Assay');
  const processUuid = id(await post('/processes', { name: process, source: `run ${process}` }));
  const begin = async (plan?: unknown) =>
    id(await post('/experiments', { process_uuid: processUuid, ...(plan ? { plan } : {}) }));
  const stepOf = (what: 'shake' | 'read') => ({
    name: `${what} the plate`,
    device: name(what === 'shake' ? 'Shaker' : 'Reader'),
    data: { fct: `${what} ${process}` },
  });
  const tell = (
    experiment: string,
    what: 'shake' | 'read',
    { startedMsAgo, tookMs, status }: { startedMsAgo: number; tookMs?: number; status?: string },
  ) => {
    const start = Date.now() - startedMsAgo;
    return post('/steps', {
      ...stepOf(what),
      experiment_uuid: experiment,
      container: plate.barcode,
      start: new Date(start).toISOString(),
      ...(tookMs === undefined ? {} : { finish: new Date(start + tookMs).toISOString() }),
      status: status ?? (tookMs === undefined ? 'running' : 'completed'),
    });
  };
  const finish = (experiment: string) => post(`/experiments/${experiment}/finish`, {});
  const earlier = await begin();
  await tell(earlier, 'shake', { startedMsAgo: 10 * MINUTE_MS, tookMs: MINUTE_MS });
  await tell(earlier, 'read', { startedMsAgo: 9 * MINUTE_MS, tookMs: MINUTE_MS });
  await finish(earlier);
  return { process, processUuid, plate, name, begin, stepOf, tell, finish, earlier };
}
