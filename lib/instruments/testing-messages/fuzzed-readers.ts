import { readAstm } from '../astm/read-astm';
import type { ReadingContext, ReadMessage } from '../event';
import { readHl7 } from '../hl7/read-hl7';
import { readJson } from '../json/read-json';
import type { MappingTable } from '../mapping/contract';
import { DEFAULT_TABLE } from '../mapping/default-table';
import { ASTM_SAMPLES } from './astm/astm-samples';
import { HL7_SAMPLES } from './hl7/hl7-samples';
import { JSON_SAMPLES } from './json/json-samples';
import type { Mutate } from './fuzz-reader';
import { mutateBytes } from './mutate-bytes';
import { mutateJson } from './mutate-json';
import type { Sample } from './sample';

const context: ReadingContext = {
  timeZone: 'Europe/Berlin',
  receivedAt: new Date('2026-03-02T12:00:00Z'),
};

/** A table that says something at every place, as a lab's own may. */
const FULL_TABLE: MappingTable = {
  ...DEFAULT_TABLE,
  timeZone: 'America/St_Johns',
  label: { pattern: '^(?:LAB-)?([A-Za-z0-9._:-]+)$', suffixes: ['-01', 'A', '.1'] },
  assays: { '10': 'TSH', TSH: 'TSH', PLT: null, LIPID: null, '24317-0': 'CBC', '26464-8': null },
  analytes: { '10': 'TSH', K: 'POTASSIUM', HGB: null, '718-7': 'HGB' },
  units: { 'mmol/L': 'mmol/l' },
  flags: { A: null, N: 'N', HH: 'H' },
  specimenTypes: { SERUM: 'SER', BLD: 'WB' },
  rejections: { HM: 'RH' },
  deviceStates: { ES: 'MA', OP: 'ID' },
  hl7: {
    ...DEFAULT_TABLE.hl7,
    orderActions: { ...DEFAULT_TABLE.hl7.orderActions, CA: 'ignore' },
    codedValue: 'code',
  },
  astm: {
    ...DEFAULT_TABLE.astm,
    specimen: ['O-3.1', 'O-3.2', 'O-4[2].1', 'P-4'],
    value: ['R-4[2]', 'R-4.2', 'R-4'],
    referenceRange: ['R-6.2', 'R-6'],
    deviceState: ['M-4'],
    deviceStateTime: ['M-5', 'H-14'],
    deviceStateRecord: { place: 'M-3', value: 'STATE' },
  },
};

/** By the default table and by the other, as the length has it: the same bytes, the same table. */
const tableOf = (bytes: Uint8Array) => (bytes.length % 3 === 0 ? FULL_TABLE : DEFAULT_TABLE);

type Fuzzed = {
  samples: readonly Sample[];
  read: (bytes: Uint8Array) => ReadMessage;
  mutate: Mutate;
};

/** Most bytes put for others leave no JSON: half of the messages stay JSON and are wrong otherwise. */
const mutateEither: Mutate = (original, other, unit) =>
  unit() < 0.5 ? mutateJson(original, unit) : mutateBytes(original, other, unit);

/** What is tried with broken messages, and the messages that are broken. */
export const FUZZED: Readonly<Record<'json' | 'hl7' | 'astm', Fuzzed>> = {
  json: {
    samples: JSON_SAMPLES,
    read: (bytes) => readJson(bytes, context),
    mutate: mutateEither,
  },
  hl7: {
    samples: HL7_SAMPLES,
    read: (bytes) => readHl7(bytes, tableOf(bytes), context),
    mutate: mutateBytes,
  },
  astm: {
    samples: ASTM_SAMPLES,
    read: (bytes) => readAstm(bytes, tableOf(bytes), context),
    mutate: mutateBytes,
  },
};
