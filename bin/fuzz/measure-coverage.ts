import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { type Node, parse } from 'acorn';
import convert from 'ast-v8-to-istanbul';
import coverage from 'istanbul-lib-coverage';
import { z } from 'zod';

/** Of a file: lines and branches, and how many of them ran. */
export type FileCoverage = {
  file: string;
  lines: { total: number; covered: number };
  branches: { total: number; covered: number };
  /** Lines that never ran. */
  missed: number[];
};

const SourceMap = z.object({
  version: z.number(),
  names: z.array(z.string()),
  sources: z.array(z.string().nullable()),
  sourcesContent: z.array(z.string().nullable()).optional(),
  mappings: z.string(),
});

/** The map that the loader leaves at the end of what it made of a file; null where there is none. */
function sourceMapOf(source: string) {
  const encoded = /\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([\w+/=]+)\s*$/.exec(
    source,
  )?.[1];
  if (encoded === undefined) return null;
  return SourceMap.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
}

/**
 * Runs `work` and tells what of the files that `counts` names it ran, by V8's own block counts.
 * Only what `work` itself imports for the first time is counted well.
 */
export async function measureCoverage(
  counts: (path: string) => boolean,
  work: () => Promise<void>,
): Promise<FileCoverage[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  await work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  // Not before: a debugger slows the work.
  await session.post('Debugger.enable');
  const files: FileCoverage[] = [];
  for (const script of result) {
    if (!script.url.startsWith('file:')) continue;
    const path = fileURLToPath(script.url.replace(/[?#].*$/, ''));
    if (!counts(path)) continue;
    const { scriptSource } = await session.post('Debugger.getScriptSource', {
      scriptId: script.scriptId,
    });
    files.push(await fileCoverage(path, scriptSource, script.functions));
  }
  session.disconnect();
  return files.toSorted((a, b) => a.file.localeCompare(b.file));
}

async function fileCoverage(
  file: string,
  code: string,
  functions: Parameters<typeof convert>[0]['coverage']['functions'],
): Promise<FileCoverage> {
  const sourceMap = sourceMapOf(code);
  const ast: Node = parse(code, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  const map = coverage.createCoverageMap(
    await convert<Node, Node & { type: 'Program' }>({
      code,
      coverage: { url: `file://${file}`, functions },
      ast: { ...ast, type: 'Program' },
      ...(sourceMap === null
        ? {}
        : {
            sourceMap: {
              ...sourceMap,
              sources: [file],
              sourcesContent: sourceMap.sourcesContent ?? [],
            },
          }),
    }),
  );
  const summary = coverage.createCoverageSummary();
  const missed: number[] = [];
  for (const one of map.files()) {
    const found = map.fileCoverageFor(one);
    summary.merge(found.toSummary());
    missed.push(...found.getUncoveredLines().map(Number));
  }
  const { lines, branches } = summary.data;
  return {
    file,
    lines: { total: lines.total, covered: lines.covered },
    branches: { total: branches.total, covered: branches.covered },
    missed,
  };
}
