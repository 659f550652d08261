import { MappingTable } from './contract';

/** How messages are read unless a device's table says otherwise. */
export const DEFAULT_TABLE: MappingTable = {
  timeZone: null,
  label: { pattern: null, suffixes: [] },
  assays: {},
  analytes: {},
  units: {},
  flags: {},
  specimenTypes: {},
  rejections: {},
  priorities: { S: 'STAT', STAT: 'STAT', A: 'URGENT', ASAP: 'URGENT', U: 'URGENT', R: 'ROUTINE' },
  deviceStates: {},
  notPatient: ['Q', 'C', 'E', 'V', 'B', 'F', 'O', 'R'],
  pool: ['L', 'G'],
  failure: 'CONTAINER_UNAVAILABLE',
  hl7: {
    // Filler before placer: the tube's own number before the one it was asked for with.
    specimen: ['SPM-2.2', 'SPM-2.1', 'SAC-3', 'OBR-3.1', 'OBR-2.1'],
    parents: ['SPM-3.2', 'SPM-3.1'],
    specimenType: ['SPM-4.2', 'SPM-4.1', 'OBR-15.1'],
    collected: ['SPM-17', 'OBR-7'],
    received: ['SPM-18', 'OBR-14'],
    rejection: ['SPM-21.1'],
    role: ['SPM-11.1'],
    assay: ['OBR-4.1', 'OBR-4.4'],
    analyte: ['OBX-3.1', 'OBX-3.4'],
    unit: ['OBX-6.1'],
    referenceRange: ['OBX-7'],
    flags: ['OBX-8.1'],
    resultStatus: ['OBX-11'],
    // Never OBX-14, which is often the collection.
    resultTime: ['OBX-19', 'MSH-7'],
    orderAction: ['ORC-1'],
    orderPriority: ['TQ1-9.1', 'ORC-7.6', 'OBR-27.6', 'OBR-5'],
    orderLocation: ['PV1-3.1', 'ORC-13.1'],
    orderedAt: ['ORC-9'],
    cancelReason: ['ORC-16.2', 'ORC-16.1'],
    deviceState: ['EQU-3.1'],
    deviceStateTime: ['EQU-2'],
    alertLevel: ['EQU-5.1'],
    containerState: ['SAC-8.1'],
    resultStatuses: {
      F: 'final',
      P: 'preliminary',
      S: 'preliminary',
      R: 'preliminary',
      C: 'corrected',
      X: 'cancelled',
      D: 'cancelled',
      W: 'cancelled',
      I: 'none',
    },
    // R is processed, not resulted; P and U are places and doubts.
    containerStates: {
      I: 'seen',
      O: 'started',
      L: 'left',
      A: 'archived',
      M: 'missing',
      X: 'failed',
      R: 'nothing',
      P: 'nothing',
      U: 'nothing',
    },
    orderActions: { NW: 'place', CA: 'cancel' },
    codedValue: 'text',
  },
  astm: {
    specimen: ['O-3.1'],
    specimenType: ['O-16.1'],
    collected: ['O-8'],
    received: ['O-15'],
    // Universal test id: three components of a catalogue that is rarely used, then the maker's code.
    assay: ['O-5.4', 'O-5.1'],
    analyte: ['R-3.4', 'R-3.1'],
    value: ['R-4'],
    unit: ['R-5'],
    referenceRange: ['R-6'],
    flags: ['R-7'],
    resultStatus: ['R-9'],
    resultTime: ['R-13'],
    orderAction: ['O-12'],
    orderPriority: ['O-6'],
    orderLocation: ['P-26.1'],
    orderedAt: ['O-7'],
    deviceState: [],
    deviceStateTime: ['H-14'],
    deviceStateRecord: null,
    // V was verified by an operator; M is a MIC, Q an answer, R sent before and W in doubt: whether
    // they are final they do not say.
    resultStatuses: {
      F: 'final',
      V: 'final',
      C: 'corrected',
      P: 'preliminary',
      S: 'preliminary',
      R: 'preliminary',
      M: 'preliminary',
      Q: 'preliminary',
      W: 'preliminary',
      X: 'cancelled',
      D: 'cancelled',
      I: 'none',
      N: 'none',
    },
    // P waits for its specimen, L is reserved, X is at work already.
    orderActions: {
      N: 'place',
      A: 'place',
      P: 'place',
      C: 'cancel',
      L: 'ignore',
      X: 'started',
      Q: 'quality_control',
    },
  },
};

const partOf = (stored: unknown, name: string): object => {
  if (typeof stored !== 'object' || stored === null) return {};
  const part = Object.entries(stored).find(([key]) => key === name)?.[1];
  return typeof part === 'object' && part !== null ? part : {};
};

/**
 * A device's table from what is stored of it: what it does not say is as in the default, so that a
 * table stored before a field was known stays good. `null` is the default. Throws a ZodError.
 */
export function tableFrom(stored: unknown): MappingTable {
  if (stored === null || stored === undefined) return DEFAULT_TABLE;
  return MappingTable.parse({
    ...DEFAULT_TABLE,
    ...(typeof stored === 'object' ? stored : {}),
    label: { ...DEFAULT_TABLE.label, ...partOf(stored, 'label') },
    hl7: { ...DEFAULT_TABLE.hl7, ...partOf(stored, 'hl7') },
    astm: { ...DEFAULT_TABLE.astm, ...partOf(stored, 'astm') },
  });
}
