import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const port = process.env.E2E_PORT ?? '3947';
const address = process.env.E2E_URL ?? `http://localhost:${port}`;
const systemChromium = '/usr/bin/chromium';

/**
 * Browser tests run against the built portal, started with a database of its own and the demo lab.
 * `*.phone.spec.ts` run on a phone's screen, all others on a desk's; `*.alone.spec.ts` change what
 * the lab decides for everybody, and run when nobody else does. E2E_URL names a portal that runs
 * already instead.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // Where two cores carry server, database and two browsers, one that failed once is asked again;
  // the run names it as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    baseURL: address,
    locale: 'en-GB',
    // With the page as it was at each step; a film beside it would cost a core of two.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      ...(existsSync(systemChromium) && { executablePath: systemChromium }),
    },
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: /\.(?:phone|alone)\.spec\.ts$/,
      use: { viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone',
      testMatch: /\.phone\.spec\.ts$/,
      use: {
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
      },
    },
    {
      name: 'alone',
      testMatch: /\.alone\.spec\.ts$/,
      dependencies: ['desktop', 'phone'],
      fullyParallel: false,
      use: { viewport: { width: 1440, height: 900 } },
    },
  ],
  webServer: process.env.E2E_URL
    ? undefined
    : {
        command: `node e2e/serve.mjs ${port}`,
        url: `${address}/api/health`,
        timeout: 300_000,
        reuseExistingServer: false,
        stdout: 'pipe',
        stderr: 'pipe',
        gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
      },
});
