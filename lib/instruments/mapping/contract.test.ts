import { describe, expect, it } from 'vitest';
import { MappingTable } from './contract';
import { DEFAULT_TABLE } from './default-table';

const issuesOf = (change: object) => {
  const parsed = MappingTable.safeParse({ ...DEFAULT_TABLE, ...change });
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('the table of a device', () => {
  it('is by default what it says it is', () => {
    expect(MappingTable.parse(DEFAULT_TABLE)).toEqual(DEFAULT_TABLE);
  });

  it('names what is wrong in it', () => {
    const hl7 = { ...DEFAULT_TABLE.hl7, specimen: ['SPM-2.2', 'SPM.2'] };
    expect(issuesOf({ hl7 })).toEqual([
      'hl7.specimen.1: must be a place such as SPM-2.2 or OBX-19',
    ]);
    expect(issuesOf({ astm: { ...DEFAULT_TABLE.astm, assay: ['OBR-4'] } })).toHaveLength(1);
    expect(issuesOf({ timeZone: 'Mars/Olympus' })).toEqual([
      'timeZone: must be a time zone such as Europe/Berlin',
    ]);
    expect(issuesOf({ label: { pattern: '(', suffixes: [] } })).toEqual([
      'label.pattern: must be a regular expression as RE2 knows them',
    ]);
    expect(issuesOf({ assays: { GLU: '' } })).toEqual(['assays.GLU: must not be empty']);
    expect(issuesOf({ extra: 1 })).toHaveLength(1);
  });

  it('takes places of every depth', () => {
    const specimen = ['SPM-2', 'SPM-2.1', 'SPM-2.1.3', 'ZX1-3[2].1', 'OBX-19'];
    expect(issuesOf({ hl7: { ...DEFAULT_TABLE.hl7, specimen } })).toEqual([]);
    for (const wrong of ['SPM', 'SPM-0', 'spm-2', 'SPM-2.', 'SPM-2.1.1.1', 'SPM-2[0]', 'SP-2']) {
      expect(issuesOf({ hl7: { ...DEFAULT_TABLE.hl7, specimen: [wrong] } })).toHaveLength(1);
    }
  });
});
