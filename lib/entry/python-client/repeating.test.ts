import { describe, expect, it } from 'vitest';
import { hasPython, runPython } from './testing-python';

describe.skipIf(!hasPython)('the Python client', () => {
  it('sends what the interface takes, repeats what may be repeated, and says what was refused', async () => {
    const run = await runPython('lib/entry/python-client/repeating.py', {
      // Newfoundland, told so that no table of time zones is needed.
      TZ: 'NST3:30NDT,M3.2.0,M11.1.0',
    });
    expect(run.output).toMatch(/Ran \d+ tests[^]*OK/);
    expect(run.code).toBe(0);
  });
});
