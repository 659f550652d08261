import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

// Each file breaks one rule, or none: proof that the borders between folders are watched.
const border = 'eslint(no-restricted-imports)';
const cases: { file: string; text: string; rule: string | undefined }[] = [
  breaks(
    'components/a.tsx',
    `import { db } from '@/lib/platform/db/client';\nexport const a = db;`,
  ),
  breaks(
    'components/b.tsx',
    `import { PrismaClient } from '@prisma/client';\nexport const a = PrismaClient;`,
  ),
  breaks(
    'components/c.tsx',
    `import { labDb } from '@/lib/platform/db/lab-db';\nexport const a = labDb;`,
  ),
  breaks('components/d.tsx', `import { Page } from '@/app/page';\nexport const a = Page;`),
  breaks(
    'components/e.ts',
    `import { Role } from '@/lib/platform/db/generated/enums';\nexport const a = Role;`,
  ),
  breaks('lib/platform/a.ts', `import { x } from '@/lib/labs/settings';\nexport const a = x;`),
  breaks('lib/platform/http/b.ts', `import { x } from '@/lib/entry/page';\nexport const a = x;`),
  breaks('lib/labs/a.ts', `import { db } from '@/lib/platform/db/client';\nexport const a = db;`),
  breaks('lib/labs/b.ts', `import { x } from '@/components/ui/button';\nexport const a = x;`),
  breaks('lib/labs/c.ts', `import { x } from '@/lib/entry/page';\nexport const a = x;`),
  breaks('lib/entry/a.ts', `import { db } from '@/lib/platform/db/client';\nexport const a = db;`),
  breaks('lib/people/b.ts', `import { x } from '@/app/page';\nexport const a = x;`),
  breaks(
    'app/api/route.ts',
    `import { db } from '@/lib/platform/db/client';\nexport const a = db;`,
  ),
  breaks(
    'lib/labs/contract.ts',
    `import { log } from '@/lib/platform/log';\nexport const a = log;`,
  ),
  breaks(
    'lib/labs/assays/contract.ts',
    `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;`,
  ),
  breaks('lib/labs/d.ts', `export async function f() {}\nf();`, 'typescript(no-floating-promises)'),
  breaks('lib/labs/e.ts', `export const a: any = 1;`, 'typescript(no-explicit-any)'),
  breaks(
    'lib/labs/f.ts',
    `export const f = (a?: string) => a!.length;`,
    'typescript(no-non-null-assertion)',
  ),
  breaks(
    'lib/labs/g.ts',
    `export const f = (a: string | number) => a as string;`,
    'typescript(no-unsafe-type-assertion)',
  ),
  breaks('lib/labs/index.ts', `export * from './e';`, 'oxc(no-barrel-file)'),
  passes('components/ok.tsx', `import { x } from '@/lib/labs/contract';\nexport const a = x;`),
  passes(
    'lib/people/ok.ts',
    `import { db } from '@/lib/platform/db/client';\nexport const a = db;`,
  ),
  passes(
    'lib/platform/ok.ts',
    `import { db } from '@/lib/platform/db/client';\nexport const a = db;`,
  ),
  passes('lib/labs/ok.ts', `import { x } from '@/lib/platform/log';\nexport const a = x;`),
  passes('lib/entry/ok.ts', `import { x } from '@/lib/people/principal';\nexport const a = x;`),
  passes('app/ok.tsx', `import { x } from '@/components/ui/button';\nexport const a = x;`),
];

function breaks(file: string, text: string, rule = border) {
  return { file, text, rule };
}

function passes(file: string, text: string) {
  return { file, text, rule: undefined };
}

const Report = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
});

const repository = path.resolve(import.meta.dirname, '..');
const found = new Map<string, string[]>();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'benchwatch-lint-'));
  cpSync(path.join(repository, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
  cpSync(path.join(repository, 'tsconfig.json'), path.join(folder, 'tsconfig.json'));
  for (const { file, text } of cases) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${text}\n`);
  }
  const oxlint = path.join(repository, 'node_modules', '.bin', 'oxlint');
  const { stdout, stderr } = spawnSync(oxlint, ['--type-aware', '--format=json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (!stdout.trimStart().startsWith('{')) throw new Error(`oxlint said:\n${stdout}${stderr}`);
  for (const { code, filename } of Report.parse(JSON.parse(stdout)).diagnostics) {
    found.set(filename, [...(found.get(filename) ?? []), code]);
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(cases)('$file gets $rule', ({ file, rule }) => {
  expect([...new Set(found.get(file))]).toEqual(rule ? [rule] : []);
});
