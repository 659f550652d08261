/** How many lines a source has; an end of line ends one and begins none. */
export function lineCount(source: string): number {
  return source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
}
