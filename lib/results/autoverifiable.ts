/** One result in force of a test, as the rule reads it. */
export type JudgedResult = {
  analyteId: string;
  status: 'preliminary' | 'final' | 'corrected' | 'cancelled';
  /** HL7 abnormal flags as given; `N` alone is normal. */
  flags: readonly string[];
  critical: boolean;
  /** `other_unit` where nobody could tell whether it is critical. */
  criticalBasis: string | null;
  /** Whether the analyte's own limits call it normal too, or there are none. */
  normalByLimits: boolean;
  /** Whether a final value before it was another one, or any before it was critical. */
  tookBack: boolean;
};

export type TestToAutoverify = {
  /** The analytes the assay lists. */
  analyteIds: readonly string[];
  /** The results in force of this run, those replaced by a correction left out. */
  results: readonly JudgedResult[];
  /** Whether a device reported an error during this run. */
  failed: boolean;
  /** Whether a person retracted or amended it before: they wanted it looked at. */
  reopened: boolean;
};

/** Why a test waits for a person. */
export type NotAutoverifiable =
  | 'no_analytes'
  | 'incomplete'
  | 'not_final'
  | 'took_back'
  | 'flagged'
  | 'beyond_limits'
  | 'critical'
  | 'not_judged'
  | 'device_error'
  | 'reopened';

export type Autoverdict = { ok: true } | { ok: false; why: NotAutoverifiable };

const notNormal = ({ flags }: JudgedResult) => flags.length !== 1 || flags[0] !== 'N';

/**
 * Whether the system may verify and publish a test without anybody's eyes: complete, all final,
 * every flag N, none critical, no device error. Complete means a result for every analyte of the
 * assay; where the assay lists none nobody can tell, so it waits for a person. A result beyond
 * those of the assay is held to the same rule, and so is one whose unit was not the analyte's:
 * it was never compared with the critical limits. A flag or a range that came with a result is only
 * what somebody said: the analyte's own limits have to agree. What replaced another final value, or
 * one that was critical, waits whatever its status says; so does a test that was ever retracted or
 * amended.
 */
export function autoverifiable(test: TestToAutoverify): Autoverdict {
  const { analyteIds, results, failed, reopened } = test;
  const given = new Set(results.map(({ analyteId }) => analyteId));
  const refusals: [refused: boolean, why: NotAutoverifiable][] = [
    [failed, 'device_error'],
    [reopened, 'reopened'],
    [analyteIds.length === 0, 'no_analytes'],
    [analyteIds.some((id) => !given.has(id)), 'incomplete'],
    [results.some(({ critical }) => critical), 'critical'],
    [results.some(({ criticalBasis }) => criticalBasis === 'other_unit'), 'not_judged'],
    [results.some(({ status }) => status !== 'final'), 'not_final'],
    [results.some(({ tookBack }) => tookBack), 'took_back'],
    [results.some(notNormal), 'flagged'],
    [results.some(({ normalByLimits }) => !normalByLimits), 'beyond_limits'],
  ];
  const refusal = refusals.find(([refused]) => refused);
  return refusal ? { ok: false, why: refusal[1] } : { ok: true };
}
