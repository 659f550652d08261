import { expect } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { givenTests, type GivenTest } from '../testing-tests';

/** A lab with some tests, and a figure's two routes asked by a viewer's key; `window` unless asked otherwise. */
export async function figureOfLab(
  name: string,
  tests: readonly GivenTest[],
  window: { from: string; to: string },
) {
  const { lab, ctxFor } = await makeTestLab();
  const ids = await givenTests(lab.id, tests);
  const headers = await storedKey(lab, 'viewer');
  const get = async (path: `/${string}`, query: Record<string, string>) => {
    const answer = await callRoute(
      { method: 'GET', path },
      { headers, query: `?${new URLSearchParams({ ...window, ...query })}` },
    );
    expect(answer.status, answer.text).toBe(200);
    return JSON.parse(answer.text);
  };
  const rows = (which: string, query: Record<string, string> = {}) =>
    get(`/metrics/${name}/rows`, { ...query, which });
  return {
    lab,
    ids,
    ctxFor,
    ask: (query: Record<string, string> = {}) => get(`/metrics/${name}`, query),
    rows,
    numbers: async (which: string, query: Record<string, string> = {}): Promise<string[]> =>
      (await rows(which, query)).data.map((row: { specimen_id: string }) => row.specimen_id),
  };
}
