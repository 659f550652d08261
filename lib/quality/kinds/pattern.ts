import { RE2JS } from 're2js';

/** Instructions a compiled pattern may have: time to match grows with it and with the cell. */
const MAX_PROGRAM = 2_000;

/** A pattern of RE2, which takes linear time whatever the text; or why it is none, in words. */
export function compilePattern(pattern: string): RE2JS | string {
  try {
    const compiled = RE2JS.compile(pattern);
    if (compiled.programSize() > MAX_PROGRAM) {
      return 'is too large once its repetitions are written out';
    }
    return compiled;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `cannot be read: ${why.replace(/^error parsing regexp: /, '')} (RE2 has no look-around and no back-references)`;
  }
}
