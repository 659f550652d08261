import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

/** Where the client is that people download. */
export const CLIENT_FOLDER = path.resolve('public/clients/python');

/** Whether these tests can run here; `npm test` installs python3 where root may. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Runs a script that imports the client, and answers how it ended and all that it said. */
export async function runPython(
  file: string,
  environment: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  // Nothing of this machine's own settings may decide where the client goes.
  const { PATH, HOME, NODE_ENV } = process.env;
  const child = spawn('python3', ['-B', file], {
    env: {
      PATH,
      HOME,
      NODE_ENV,
      PYTHONPATH: CLIENT_FOLDER,
      PYTHONWARNINGS: 'error',
      ...environment,
    },
  });
  let output = '';
  child.stdout.on('data', (piece) => (output += String(piece)));
  child.stderr.on('data', (piece) => (output += String(piece)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, output };
}
