import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeTrail, TRAIL_KEY, type Trail } from '@/lib/audit/testing-trail';

let trail: Trail;
beforeAll(async () => {
  trail = await makeTrail();
});
beforeEach(async () => {
  await trail.clear();
  await trail.write(3);
  await trail.seal();
  await trail.anchor();
});
afterAll(() => trail.drop());

/** Runs the command as npm does. */
async function verify(...words: string[]): Promise<{ code: number | null; output: string }> {
  const repository = path.resolve(import.meta.dirname, '..');
  const file = path.join(repository, 'bin', 'audit-verify.ts');
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', import.meta.resolve('tsx'), file, ...words],
    {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATABASE_URL: trail.database.appUrl,
        AUDIT_KEY: TRAIL_KEY.toString('base64'),
        AUDIT_ANCHOR: trail.anchorPath,
        TSX_TSCONFIG_PATH: path.join(repository, 'tsconfig.json'),
      },
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

test('exit code 0 says that all is as it was sealed, and what is not yet covered', async () => {
  await trail.write(2);
  await trail.seal();
  const { code, output } = await verify();
  expect(output).toMatch(
    /^lab trail: 5 rows sealed; the last anchor \(.*Z\) covers up to row 3; 2 rows after it are not covered\.$/m,
  );
  expect(output).toContain('The audit trail is as it was sealed.');
  expect(code).toBe(0);
});

test('exit code 1 names the first bad row', async () => {
  await trail.asSuperuser(
    `UPDATE audit_events SET reason = 'forged' WHERE id IN
       (SELECT event_id FROM audit_seals WHERE position >= 2)`,
  );
  const { code, output } = await verify();
  expect(output).toMatch(
    /^First bad row: lab trail, row 2, event [0-9a-f-]{36}: The row does not match its seal/m,
  );
  expect(output).toContain('The audit trail is NOT as it was sealed: 2 faults.');
  expect(code).toBe(1);
});

test('exit code 1 for an anchor file that is not there, 2 for a wrong call', async () => {
  const missing = await verify('--anchor', `${trail.anchorPath}.none`);
  expect(missing).toMatchObject({ code: 1, output: expect.stringContaining('no anchor file') });
  expect(await verify('--nonsense')).toMatchObject({ code: 2 });
  expect(await verify('extra')).toMatchObject({
    code: 2,
    output: expect.stringContaining('Checks'),
  });
});
