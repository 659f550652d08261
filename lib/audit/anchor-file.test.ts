import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Anchor, anchorLines, openAnchorFile } from './anchor-file';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'anchor-'));
  file = path.join(folder, 'below', 'anchor.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [A, B] = ['0192f000-0000-7000-8000-00000000000a', '0192f000-0000-7000-8000-00000000000b'];

function anchor(position: number, chain = A): Anchor {
  return { chain, position, hash: 'ab'.repeat(32), at: '2026-03-01T08:00:00.000Z' };
}

const lines = () => readFileSync(file, 'utf8').split('\n').slice(0, -1);

test('keeps the furthest of each chain, and makes its folder', async () => {
  const anchors = openAnchorFile(file);
  expect([...(await anchors.heads())]).toEqual([]);
  expect(await anchors.append([anchor(3), anchor(2, B)])).toHaveLength(2);
  expect(await anchors.append([anchor(7)])).toHaveLength(1);
  expect([...(await anchors.heads()).values()]).toEqual([anchor(7), anchor(2, B)]);
  expect(lines()).toHaveLength(3);
});

test('never writes a lower position, after a restart neither', async () => {
  await openAnchorFile(file).append([anchor(9)]);
  const again = openAnchorFile(file);
  expect(await again.append([anchor(9), anchor(4), anchor(1, B)])).toEqual([anchor(1, B)]);
  expect(lines().map((line) => JSON.parse(line))).toEqual([anchor(9), anchor(1, B)]);
});

test('sees what another writer appended', async () => {
  const [one, two] = [openAnchorFile(file), openAnchorFile(file)];
  await one.append([anchor(1)]);
  await two.append([anchor(5)]);
  expect(await one.append([anchor(4)])).toEqual([]);
  expect((await one.heads()).get(A)).toEqual(anchor(5));
});

test('a line half written by a crash is replaced', async () => {
  await openAnchorFile(file).append([anchor(1)]);
  appendFileSync(file, '{"chain":"0192f0');
  const anchors = openAnchorFile(file);
  expect((await anchors.heads()).get(A)).toEqual(anchor(1));
  await anchors.append([anchor(2)]);
  expect(lines().map((line) => JSON.parse(line))).toEqual([anchor(1), anchor(2)]);
});

test('another file in its place is read anew', async () => {
  const anchors = openAnchorFile(file);
  await anchors.append([anchor(1), anchor(8)]);
  writeFileSync(file, `${JSON.stringify(anchor(2))}\n`);
  expect((await anchors.heads()).get(A)).toEqual(anchor(2));
});

test('reading names what is no anchor and never throws, whatever stands in the file', async () => {
  await openAnchorFile(file).append([anchor(1)]);
  const anything = fc.oneof(
    fc.string(),
    fc.constant(JSON.stringify(anchor(1))),
    fc.jsonValue().map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { maxLength: 20 }), async (texts) => {
      const written = texts.map((text) => text.replaceAll('\n', ' '));
      writeFileSync(file, written.map((text) => `${text}\n`).join(''));
      const found = [];
      for await (const line of anchorLines(file, 0)) found.push(line);
      expect(found).toHaveLength(written.length);
      found.forEach(({ anchor: read, line }, index) => {
        expect(line).toBe(index + 1);
        if (written[index] === JSON.stringify(anchor(1))) expect(read).toEqual(anchor(1));
      });
    }),
    { numRuns: 50 },
  );
});
