import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader, MAX_ROW_BYTES, type CsvOptions, type CsvRecord } from './csv-reader';

const COMMA: CsvOptions = { delimiter: ',', encoding: 'utf-8' };

async function read(
  bytes: Buffer,
  cuts: readonly number[] = [],
  options = COMMA,
): Promise<CsvRecord[]> {
  const reader = new CsvReader(options);
  const records: CsvRecord[] = [];
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted(
    (a, b) => a - b,
  );
  let from = 0;
  for (const to of [...places, bytes.length]) {
    records.push(...(await reader.feed(bytes.subarray(from, to))));
    from = to;
  }
  return [...records, ...(await reader.end())];
}

const rows = (records: readonly CsvRecord[]) =>
  records.map(({ line, cells }) => [line, cells ?? 'fault']);

describe('CsvReader', () => {
  it('knows the line each row begins on', async () => {
    const text = 'a,b\r\n1,"x\r\ny"\r\n\r\n2,z\n3,"p\nq"\n4,w';
    expect(rows(await read(Buffer.from(text)))).toEqual([
      [1, ['a', 'b']],
      [2, ['1', 'x\r\ny']],
      [5, ['2', 'z']],
      [6, ['3', 'p\nq']],
      [8, ['4', 'w']],
    ]);
  });

  it('goes on after a row it cannot take apart', async () => {
    const text = 'a,b\n1,5" pipe\n2,"ok"\n3,"x"y\n4,ok\n"5,never\n6,ok';
    expect(rows(await read(Buffer.from(text)))).toEqual([
      [1, ['a', 'b']],
      [2, 'fault'],
      [3, ['2', 'ok']],
      [4, 'fault'],
      [5, ['4', 'ok']],
      [6, 'fault'],
      [7, ['6', 'ok']],
    ]);
  });

  it('keeps the row after one that is too long', async () => {
    for (const long of ['x'.repeat(MAX_ROW_BYTES * 3), `"${'x\n'.repeat(MAX_ROW_BYTES)}`]) {
      const records = await read(Buffer.from(`a,b\n1,${long}\n2,ok\n`), [50_000, 100_000, 150_000]);
      expect(records[1]).toMatchObject({ line: 2, fault: expect.stringMatching(/64 KiB/) });
      expect(records.at(-1)?.cells).toEqual(['2', 'ok']);
    }
  });

  it('reads Windows-1252', async () => {
    const bytes = Buffer.from('a\n\x80 M\xfcller', 'latin1');
    const records = await read(bytes, [], { delimiter: ',', encoding: 'windows-1252' });
    expect(records[1]?.cells).toEqual(['€ Müller']);
  });

  const pieces = fc.array(
    fc.constantFrom('a', 'Zoë', '"', '""', ',', '\n', '\r\n', ' ', '1', ';', '€', '"x"', '\r'),
    { maxLength: 60 },
  );

  it('gives the same rows whatever the pieces the bytes come in', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, fc.array(fc.nat(), { maxLength: 12 }), async (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''));
        expect(await read(bytes, cuts)).toEqual(await read(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('throws for no bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const records = await read(Buffer.from(bytes));
        const lines = records.map(({ line }) => line);
        expect(lines).toEqual(lines.toSorted((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });

  const cell = fc
    .string({ unit: 'binary', maxLength: 12 })
    .filter((text) => !text.includes('\u0000'));
  it('reads back what is written by the rules', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        async (table) => {
          const filled = table.map((row) => ['k', ...row]);
          const text = filled
            .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
            .join('\n');
          expect((await read(Buffer.from(text))).map(({ cells }) => cells)).toEqual(filled);
        },
      ),
    );
  });
});
