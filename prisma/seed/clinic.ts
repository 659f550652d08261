import type { Scenario } from '@/lib/demo/scenario';
import { ANALYTES } from './analytes';
import { ASSAYS, TUBES } from './assays';
import { FAULTS } from './faults';

const MEASURED = new Set(['BMP', 'LFT', 'LIPID', 'CRP', 'GLU', 'CBC', 'HBA1C', 'PTINR', 'UA']);
const assays = ASSAYS.filter((assay) => MEASURED.has(assay.code));
const analytes = new Set(assays.flatMap((assay) => assay.analytes));

/** The small laboratory of a clinic, in another zone than the hospital's. */
export const CLINIC: Scenario = {
  timeZone: 'Europe/Berlin',
  departments: [...new Set(assays.map((assay) => assay.department))],
  analytes: ANALYTES.filter((analyte) => analytes.has(analyte.code)),
  assays,
  tubes: TUBES.map((tube) => ({
    ...tube,
    assays: tube.assays.filter((one) => MEASURED.has(one.code)),
  })).filter((tube) => tube.assays.length > 0),
  devices: [
    {
      name: 'Chemistry',
      type: 'Chemistry analyser',
      group: 'chemistry',
      share: 1,
      failureRate: 0.02,
      outageWeight: 1,
    },
    {
      name: 'Haematology',
      type: 'Haematology analyser',
      group: 'haematology',
      share: 1,
      failureRate: 0.015,
      outageWeight: 0,
    },
    {
      name: 'Coagulation',
      type: 'Coagulation analyser',
      group: 'coagulation',
      share: 1,
      failureRate: 0.02,
      outageWeight: 0,
    },
    {
      name: 'Urine',
      type: 'Urine analyser',
      group: 'urinalysis',
      share: 1,
      failureRate: 0.01,
      outageWeight: 0,
    },
  ],
  locations: [
    {
      name: 'Acute care',
      pattern: 'acute',
      share: 30,
      stat: 0.25,
      urgent: 0.4,
      collectMinutes: 10,
      transportMinutes: 8,
    },
    {
      name: 'Ward',
      pattern: 'ward',
      share: 35,
      stat: 0.04,
      urgent: 0.15,
      collectMinutes: 28,
      transportMinutes: 15,
    },
    {
      name: 'Consulting rooms',
      pattern: 'office',
      share: 35,
      stat: 0,
      urgent: 0.06,
      collectMinutes: 15,
      transportMinutes: 20,
    },
  ],
  ...FAULTS,
  priorityTargets: [
    { priority: 'STAT', minutes: 60 },
    { priority: 'URGENT', minutes: 90 },
  ],
};
