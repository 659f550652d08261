import { describe, expect, test } from 'vitest';
import { autoverifiable, type JudgedResult, type TestToAutoverify } from './autoverifiable';

function result(analyteId: string, change: Partial<JudgedResult> = {}): JudgedResult {
  return {
    analyteId,
    status: 'final',
    flags: ['N'],
    critical: false,
    criticalBasis: null,
    normalByLimits: true,
    tookBack: false,
    ...change,
  };
}

const clean: TestToAutoverify = {
  analyteIds: ['na', 'k'],
  results: [result('na'), result('k')],
  failed: false,
  reopened: false,
};

const withSecond = (change: Partial<JudgedResult>) => ({
  results: [result('na'), result('k', change)],
});

describe('what the system may verify', () => {
  test('a complete, final, normal test without an error', () => {
    expect(autoverifiable(clean)).toEqual({ ok: true });
  });

  test('in whatever order its results came', () => {
    expect(autoverifiable({ ...clean, results: [result('k'), result('na')] })).toEqual({
      ok: true,
    });
  });

  test('with a normal result beyond those of the assay', () => {
    expect(autoverifiable({ ...clean, results: [...clean.results, result('cl')] })).toEqual({
      ok: true,
    });
  });

  const waits: [string, Partial<TestToAutoverify>, string][] = [
    ['an assay that lists no analyte', { analyteIds: [] }, 'no_analytes'],
    ['no analyte listed and no result', { analyteIds: [], results: [] }, 'no_analytes'],
    ['no result at all', { results: [] }, 'incomplete'],
    ['an analyte without its result', { results: [result('na')] }, 'incomplete'],
    [
      'one result twice in place of the other',
      { results: [result('na'), result('na')] },
      'incomplete',
    ],
    ['a preliminary result', withSecond({ status: 'preliminary' }), 'not_final'],
    ['a corrected result', withSecond({ status: 'corrected' }), 'not_final'],
    ['a cancelled result', withSecond({ status: 'cancelled' }), 'not_final'],
    ['a high result', withSecond({ flags: ['H'] }), 'flagged'],
    ['a normal result with a delta flag', withSecond({ flags: ['N', 'D'] }), 'flagged'],
    ['a result nobody flagged', withSecond({ flags: [] }), 'flagged'],
    ['a flag in small letters, which says nothing', withSecond({ flags: ['n'] }), 'flagged'],
    ['a critical result, though flagged N', withSecond({ critical: true }), 'critical'],
    ['a result in another unit', withSecond({ criticalBasis: 'other_unit' }), 'not_judged'],
    [
      'a result beyond the analyte’s limits, though flagged N',
      withSecond({ normalByLimits: false }),
      'beyond_limits',
    ],
    ['a final result that took another one back', withSecond({ tookBack: true }), 'took_back'],
    ['a device error in this run', { failed: true }, 'device_error'],
    ['a retract before', { reopened: true }, 'reopened'],
    [
      'an abnormal result beyond those of the assay',
      { results: [...clean.results, result('cl', { flags: ['L'] })] },
      'flagged',
    ],
  ];

  test.each(waits)('not %s', (_, change, why) => {
    expect(autoverifiable({ ...clean, ...change })).toEqual({ ok: false, why });
  });

  test('a basis other than the unit does not stop what is not critical', () => {
    expect(autoverifiable({ ...clean, ...withSecond({ criticalBasis: 'limit' }) })).toEqual({
      ok: true,
    });
  });
});
