import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') };
const everywhere = ['node_modules/**', '.next/**', '.data/**', 'e2e/**'];

// The condition under which `server-only` may be imported; Node resolves packages itself.
const serverCondition = ['--conditions=react-server'];

export default defineConfig({
  test: {
    // Every core: left to itself, half of two would stand idle.
    maxWorkers: '100%',
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['**/*.test.ts'],
          exclude: [...everywhere, '**/*.db.test.ts'],
          execArgv: serverCondition,
          // A busy machine is no fault of what is tested.
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          environment: 'node',
          include: ['**/*.db.test.ts'],
          exclude: everywhere,
          execArgv: serverCondition,
          // A process a file: TZ and the connection pool belong to the process.
          pool: 'forks',
          globalSetup: ['./lib/platform/db/testing-cluster.ts'],
          setupFiles: ['./lib/platform/db/testing-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        resolve: { alias },
        test: {
          name: 'component',
          environment: 'happy-dom',
          include: ['**/*.test.tsx'],
          exclude: everywhere,
          testTimeout: 30_000,
        },
      },
    ],
  },
});
