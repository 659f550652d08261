import { describe, expect, it } from 'vitest';
import { DEFAULT_REJECTION_REASONS } from '@/lib/labs/default-rejection-reasons';
import { loincFault } from '@/lib/labs/loinc';
import { CLINIC } from './clinic';
import { HOSPITAL } from './hospital';

describe.each([
  ['hospital', HOSPITAL],
  ['clinic', CLINIC],
])('the scenario of the %s', (_, scenario) => {
  it('names LOINC codes without a slip of the pen', () => {
    for (const { loinc } of [...scenario.assays, ...scenario.analytes]) {
      expect([loinc, loincFault(loinc)]).toEqual([loinc, null]);
    }
  });

  it('refers to nothing it does not have', () => {
    const assays = new Set(scenario.assays.map(({ code }) => code));
    const analytes = new Set(scenario.analytes.map(({ code }) => code));
    const groups = new Set(scenario.devices.map(({ group }) => group));
    const reasons = new Set(DEFAULT_REJECTION_REASONS.map(({ code }) => code));
    for (const tube of scenario.tubes)
      for (const { code } of tube.assays) expect(assays).toContain(code);
    for (const assay of scenario.assays) {
      expect(scenario.departments).toContain(assay.department);
      expect(groups).toContain(assay.deviceGroup);
      for (const code of assay.analytes) expect(analytes).toContain(code);
    }
    for (const { code } of scenario.rejectionReasons) expect(reasons).toContain(code);
    expect(scenario.errorCodes.map(({ code }) => code)).toContain(scenario.outageErrorCode);
  });

  it('orders limits from critical to critical', () => {
    for (const { criticalLow, low, high, criticalHigh } of scenario.analytes) {
      const limits = [criticalLow, low, high, criticalHigh].filter((limit) => limit !== null);
      expect(limits).toEqual(limits.toSorted((a, b) => a - b));
    }
  });
});
