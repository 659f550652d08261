import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import { makeBench, putSpecimens } from '@/lib/specimens/testing-specimens';
import { makeWatchedLab } from './testing-evaluation';

const repository = path.resolve(import.meta.dirname, '../../..');
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function makeLateLab() {
  const watched = await makeWatchedLab();
  const names = { assays: ['CBC'], locations: [], devices: [] };
  const bench = await makeBench(watched.lab, names);
  await putSpecimens(
    watched.lab,
    bench,
    Array.from({ length: 40 }, (_, n) => ({
      number: `S-${n}`,
      received: ago(300),
      tests: [{ assay: 'CBC', due: ago(60 + n) }],
    })),
  );
  const channels = [await watched.channel('Core lab')];
  await watched.rule({ name: 'Late tests', channels, groupWaitSeconds: 0 });
  return watched;
}

/** All that a process said that ended otherwise than well. */
async function evaluateIn(slugs: readonly string[]): Promise<string> {
  const script = 'lib/alerts/engine/testing-evaluator.ts';
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', script, ...slugs],
    {
      cwd: repository,
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const [code] = await once(child, 'exit');
  return code === 0 ? '' : `exit ${String(code)}: ${said}`;
}

it('two processes that evaluate the same labs at once tell everything once', async () => {
  const labs = [await makeLateLab(), await makeLateLab(), await makeLateLab()];
  const slugs = labs.map(({ lab }) => lab.slug);
  const ends = await Promise.all([evaluateIn(slugs), evaluateIn(slugs), evaluateIn(slugs)]);
  expect(ends).toEqual(['', '', '']);
  for (const { lab, notifications, alerts } of labs) {
    expect(await notifications()).toMatchObject([{ reason: 'first', alertCount: 40 }]);
    expect(await alerts()).toHaveLength(40);
    const fired = { labId: lab.id, kind: 'fired' as const };
    expect(await unboundDb().alertEvent.count({ where: fired })).toBe(40);
  }
}, 180_000);
