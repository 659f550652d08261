import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { callRoute } from '@/lib/entry/testing-requests';
import { recordStepsEndpoint } from '@/lib/processes/endpoints';
import { makePlatform, type Platform } from '@/lib/processes/testing-platform';
import { csvEndpointOf } from './endpoints';

async function download(platform: Platform, query = ''): Promise<Record<string, string>[]> {
  const headers = platform.keys.viewer;
  const { status, text } = await callRoute(csvEndpointOf('steps'), { headers, query });
  expect(status).toBe(200);
  return parse(text, { columns: true });
}

test('steps.csv has the steps of the lab with names, times and how they ended', async () => {
  const [own, other] = [await makePlatform(), await makePlatform()];
  const step = { device: 'Reader', start: '2026-03-01T23:30:00Z' };
  const body = [
    { ...step, name: 'Read', finish: '2026-03-01T23:30:01.5Z', status: 'finished' },
    { ...step, name: '=1+1', finish: '2026-03-01T23:31:00Z', status: 'aborted', simulated: true },
    { ...step, name: 'Running', device: 'Washer', start: '2026-03-03T00:00:00Z', status: 'busy' },
    {
      ...step,
      name: 'Move',
      device: 'Arm',
      status: 'success',
      finish: '2026-03-01T23:31:00Z',
      origin_device: 'Hotel',
      origin_pos: 3,
      target_device: 'Reader',
      target_pos: 0,
    },
  ];
  expect((await own.ask(recordStepsEndpoint, { body })).status).toBe(201);
  expect((await other.ask(recordStepsEndpoint, { body: body[0] })).status).toBe(201);

  const rows = await download(own);
  const named = new Map(rows.map((row) => [row.name, row]));
  expect(rows).toHaveLength(4);
  expect(new Set(rows.map(({ lab }) => lab))).toEqual(new Set([own.lab.slug]));
  expect(named.get('Read')).toMatchObject({
    kind: 'PROCESS',
    fct: 'Read',
    device: 'Reader',
    started_at: '2026-03-01T23:30:00.000Z',
    seconds: '1.5',
    is_running: 'false',
    is_failed: 'false',
    // Berlin's.
    day: '2026-03-02',
  });
  expect(named.get("'=1+1")).toMatchObject({ is_failed: 'true', simulated: 'true' });
  expect(named.get('Running')).toMatchObject({
    is_running: 'true',
    is_failed: 'false',
    finished_at: '',
    seconds: '',
  });
  expect(named.get('Move')).toMatchObject({
    kind: 'MOVE',
    origin_device: 'Hotel',
    origin_position: '3',
    target_device: 'Reader',
    target_position: '0',
    is_linked: 'false',
  });

  const names = async (query: string) => (await download(own, query)).map(({ name }) => name);
  expect(await names('?device=washer')).toEqual(['Running']);
  expect(await names('?from=2026-03-02T00:00:00Z')).toEqual(['Running']);
  expect((await names('?to=2026-03-02T00:00:00Z')).length).toBe(3);
});
