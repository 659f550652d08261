// node bin/run.mjs NAME …: runs the command bin/NAME.ts with this installation's environment.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import path from 'node:path';
import { repository, runCommand, settings, withDatabase } from './database-environment.mjs';
import { ensureGenerated } from './prepare.mjs';

const [name = '', ...words] = process.argv.slice(2);

// A file can be generated on a machine that has no database.
const without =
  (name === 'generate' && words.includes('--no-db')) ||
  // … nor does playing instruments on another one.
  (name === 'simulate' && words.some((word) => /^--key(=|$)/.test(word)));

await runCommand(() =>
  (without ? (work) => work(settings()) : withDatabase)(
    async (environment) => {
      const { failure } = await ensureGenerated();
      if (failure) throw new Error(failure);
      const child = spawn(
        process.execPath,
        [
          '--conditions=react-server',
          '--import',
          import.meta.resolve('tsx'),
          path.join(repository, 'bin', `${name}.ts`),
          ...words,
        ],
        {
          stdio: 'inherit',
          env: { ...environment, TSX_TSCONFIG_PATH: path.join(repository, 'tsconfig.json') },
        },
      );
      // This process waits for the command and leaves the database after it. Ctrl-C reaches both.
      process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
      process.on('SIGTERM', () => child.kill('SIGTERM'));
      process.on('SIGHUP', () => child.kill('SIGHUP'));
      const [code, signal] = await once(child, 'exit');
      return code ?? 128 + (constants.signals[signal] ?? 0);
    },
    { migrateFirst: true },
  ),
);
