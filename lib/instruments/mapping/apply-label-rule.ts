import { RE2JS } from 're2js';
import type { LabelRule } from './contract';

const patterns = new Map<string, RE2JS>();
const MOST_PATTERNS = 500;

/** Compiled once; RE2 matches in time that grows with the text alone, whoever wrote the pattern. */
function compiled(pattern: string): RE2JS {
  let known = patterns.get(pattern);
  if (known === undefined) {
    if (patterns.size >= MOST_PATTERNS) patterns.clear();
    known = RE2JS.compile(pattern);
    patterns.set(pattern, known);
  }
  return known;
}

/** Longer than any label: no pattern is tried on it. */
const LONGEST = 128;

/**
 * The specimen number that a label stands for. The pattern, where the whole label matches it, takes
 * its first group (or all where it has none); then the longest suffix that fits is cut off, once.
 * A rule never leaves nothing: what it would empty stays.
 */
export function applyLabelRule(label: string, rule: LabelRule): string {
  let number = label.trim();
  if (rule.pattern !== null && number.length <= LONGEST) {
    const match = compiled(rule.pattern).matcher(number);
    if (match.matches()) {
      const group = match.groupCount() > 0 ? match.group(1) : match.group();
      number = group?.trim() || number;
    }
  }
  const suffix = rule.suffixes
    .filter((one) => number.length > one.length && number.endsWith(one))
    .reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  return suffix === '' ? number : number.slice(0, -suffix.length).trim() || number;
}
