/** Where the rules of a text stand, told by its lines alone: a text that is being typed is no YAML. */
export type RuleLines = {
  lines: string[];
  /** The line that says “rules:”, from 0; -1 where the text is a list without it, or has none. */
  head: number;
  /** The line after the last rule. */
  end: number;
  /** Spaces before the hyphen of each rule. */
  indent: number;
};

const ITEM = /^( *)- ?/;

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

export function ruleLinesOf(text: string): RuleLines {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => /^rules:\s*(?:#.*)?$/.test(line));
  const first = lines.slice(head + 1).find((line) => ITEM.test(line));
  const indent = first === undefined ? 2 : indentOf(first);
  const after = lines.findIndex((line, at) => at > head && /^[^\s#-]/.test(line));
  return { lines, head, end: head === -1 || after === -1 ? lines.length : after, indent };
}

/** The lines of the rule that this line is of, the end not included; null where it is of none. */
export function ruleAround(
  { lines, head, end, indent }: RuleLines,
  line: number,
): { from: number; to: number } | null {
  const begins = (at: number) => indentOf(lines[at] ?? '') === indent && ITEM.test(lines[at] ?? '');
  let from = line;
  while (from > head && !begins(from)) from -= 1;
  if (from <= head || line >= end) return null;
  let to = from + 1;
  while (to < end && !begins(to)) to += 1;
  return { from, to };
}
