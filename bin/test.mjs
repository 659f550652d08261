// npm test: everything that must hold, from a fresh clone on. `npm test -- unit db` picks steps.
// Node's own modules only, until the packages are installed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { explain, repository, settings } from './database-environment.mjs';
import {
  build,
  buildSources,
  ensureGenerated,
  install,
  isBuilt,
  isInstalled,
  nodeComplaint,
  run,
} from './prepare.mjs';
import { ensureBrowser } from './test-browser.mjs';
import { ensurePython } from './test-python.mjs';

const postgres15 = '/usr/lib/postgresql/15/bin';
const reports = mkdtempSync(path.join(tmpdir(), 'benchwatch-test-'));
const bin = (name) => path.join(repository, 'node_modules', '.bin', name);

/** A step answers with what it counted, and with its output where something failed. */
const steps = {
  format: () => check([bin('prettier'), '--check', '--cache', '--log-level=warn', '.']),
  lint: () => check([bin('oxlint'), '--type-aware', '--deny-warnings']),
  types,
  unit: () => vitest(['--project=unit', '--project=component']),
  db: () => vitest(['--project=db']),
  postgres15: onPostgres15,
  build: buildPortal,
  e2e: browserTests,
};

const began = Date.now();
const total = { passed: 0, failed: 0, skipped: 0 };
try {
  process.exitCode = await main();
} finally {
  rmSync(reports, { recursive: true, force: true });
}

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in steps));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(', ')}. Steps: ${Object.keys(steps).join(', ')}`);
    return 2;
  }
  const failure = await prepare();
  if (failure) {
    console.error(failure);
    total.failed += 1;
  } else {
    for (const [name, step] of Object.entries(steps)) {
      if (wanted.length === 0 || wanted.includes(name)) await take(name, step);
    }
  }
  console.log(`\nTook ${seconds(began)}.`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed > 0 ? 1 : 0;
}

async function prepare() {
  const complaint = nodeComplaint();
  if (complaint) return complaint;
  if (!isInstalled()) {
    const start = Date.now();
    console.log('Installing packages …');
    const { code, output } = await install();
    if (code !== 0) return `The packages could not be installed:\n${output}`;
    console.log(`Installing packages: done in ${seconds(start)}`);
  }
  const { failure } = await ensureGenerated();
  if (failure) return `prisma generate failed:\n${failure}`;
  return undefined;
}

async function take(name, step) {
  const start = Date.now();
  console.log(`${name} …`);
  const {
    passed,
    failed,
    skipped = 0,
    output,
    note,
  } = await step().catch((error) => ({
    passed: 0,
    failed: 1,
    output: explain(error),
  }));
  if (failed > 0) console.log(`\n${output}\n`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const words = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`];
  console.log(`${name}: ${words.filter(Boolean).join(', ')} (${note ?? seconds(start)})`);
}

/** A check without tests of its own counts as one. */
async function check(command, environment) {
  const { code, output } = await run(command, environment);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

async function types() {
  // The types of routes, which a fresh clone does not have yet.
  const generated = await run([bin('next'), 'typegen']);
  if (generated.code !== 0) return { passed: 0, failed: 1, output: generated.output };
  return check([bin('tsc'), '--noEmit', '-p', '.']);
}

async function vitest(words, environment = {}) {
  await ensurePython();
  const file = path.join(reports, `vitest-${Date.now()}.json`);
  const { code, output } = await run(
    [
      bin('vitest'),
      'run',
      ...words,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    environment,
  );
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1, output };
  // A file that can't be loaded has no tests to count.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  return counted(code, output, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

async function onPostgres15() {
  if (!existsSync(path.join(postgres15, 'initdb'))) {
    return { passed: 0, failed: 0, skipped: 1, note: `no PostgreSQL 15 in ${postgres15}` };
  }
  return vitest(['--project=db', 'lib/platform/db'], { BENCHWATCH_TEST_POSTGRES: postgres15 });
}

async function buildPortal() {
  const environment = await buildEnvironment();
  const sources = buildSources(environment);
  if (isBuilt(sources)) return { passed: 1, failed: 0, note: 'nothing changed since the last' };
  const { code, output } = await build(sources, environment);
  return counted(code, output, { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 });
}

/** The settings `npm start` would build with, so that it finds this build done. */
async function buildEnvironment() {
  const given = settings();
  if (given.DATABASE_URL) {
    const { serverActionsKey } = await import('./server-actions-key.mjs');
    return { ...serverActionsKey(given), ...given };
  }
  const { installationKeys } = await import('../lib/platform/db/embedded.mjs');
  return { ...installationKeys(), ...given };
}

async function browserTests() {
  const missing = await ensureBrowser();
  if (missing) return { passed: 0, failed: 1, output: missing };
  const file = path.join(reports, 'playwright.json');
  const { code, output } = await run([bin('playwright'), 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1, output };
  const { expected, flaky, unexpected, skipped } = report.stats;
  if (flaky > 0) console.log(`${flaky} browser tests passed only when asked again:\n${output}`);
  return counted(code, output, { passed: expected + flaky, failed: unexpected, skipped });
}

/** Whatever was counted, a program that ends with an error has failed. */
function counted(code, output, counts) {
  return { ...counts, failed: counts.failed || (code === 0 ? 0 : 1), output };
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function seconds(since) {
  return `${Math.max(1, Math.round((Date.now() - since) / 1000))} s`;
}
