import { bytesOf, codes, valuesOf, type Block } from '../blocks/block';
import { HAS_TEST, type CodeColumn } from '../blocks/block-columns';

/** Which values of a column count: any of some, or, if `none`, having no value. */
export type AttributeFilter = {
  column: CodeColumn;
  values: ReadonlySet<string>;
  none: boolean;
  /** Compare without regard to capitals; `values` are lower case then. */
  lower: boolean;
};

/** 1 for each code + 1 that passes, so that -1, no value, has a place too. */
export function passingCodes(block: Block, filter: AttributeFilter): Uint8Array {
  const list = valuesOf(block, filter.column);
  const table = new Uint8Array(list.length + 1);
  table[0] = filter.none ? 1 : 0;
  for (const [code, value] of list.entries()) {
    table[code + 1] = filter.values.has(filter.lower ? value.toLowerCase() : value) ? 1 : 0;
  }
  return table;
}

/** 1 for each row that is a test. */
function testsOf(block: Block): Uint8Array {
  const flags = bytesOf(block, 'flags');
  const mask = new Uint8Array(block.rows);
  for (let row = 0; row < block.rows; row += 1) mask[row] = (flags[row] ?? 0) & HAS_TEST ? 1 : 0;
  return mask;
}

/** 1 for each row of `mask`, all tests unless given, that passes every filter. It changes the mask. */
export function filterRows(
  block: Block,
  filters: readonly AttributeFilter[],
  mask = testsOf(block),
): Uint8Array {
  for (const filter of filters) {
    const table = passingCodes(block, filter);
    const column = codes(block, filter.column);
    for (let row = 0; row < block.rows; row += 1) {
      if ((table[(column[row] ?? -1) + 1] ?? 0) === 0) mask[row] = 0;
    }
  }
  return mask;
}
