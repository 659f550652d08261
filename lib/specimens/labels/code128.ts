import bwip from 'bwip-js/generic';

/** Empty modules that a scanner needs before and after the bars (ISO/IEC 15417). */
export const QUIET_MODULES = 10;

/**
 * A text as Code 128: widths of bars and spaces in modules, a bar first and a bar last. Digits are
 * packed in pairs where that is shorter.
 */
export function code128(text: string): number[] {
  const [symbol] = bwip.raw('code128', text, '');
  if (!symbol || !('sbs' in symbol)) throw new Error(`${text} cannot be written as Code 128`);
  return [...symbol.sbs];
}

/** How wide bars and spaces are together, in modules. */
export function widthInModules(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
