import { type Sample, sampleOf } from '../sample';

const sample = (name: string, message: unknown, space?: number): Sample =>
  sampleOf(name, JSON.stringify(message, null, space));

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString();

const resulted = (specimen_id: string, assay: string | undefined, results: unknown[]) => ({
  type: 'specimen.resulted',
  time: at(30),
  data: { specimen_id, assay, results },
});

const move = {
  source_device: 'Hotel 1',
  source_pos: 12,
  target_device: 'PlateReader',
  target_pos: 0,
  barcode: 'PLT-000123',
};

/** Distinct messages that look like those of real instruments. */
export const JSON_SAMPLES: readonly Sample[] = [
  sample('a heartbeat', { type: 'device.heartbeat', time: at(0), data: {} }),
  sample('a heartbeat that says no more than that', { type: 'device.heartbeat' }),
  sample('a state', { type: 'device.state', time: at(1), data: { code: 'OP' } }),
  sample('a state in small letters, at a local time', {
    type: 'device.state',
    time: '2026-03-02T09:15:00.250+05:45',
    data: { code: 'es' },
  }),
  sample('a start', {
    type: 'specimen.started',
    time: at(2),
    data: { specimen_id: 'S-3001', assay: 'TSH' },
  }),
  sample('a start of the only test', { type: 'specimen.started', data: { specimen_id: 'S-3002' } }),
  sample(
    'starts of a rack',
    Array.from({ length: 40 }, (_, index) => ({
      type: 'specimen.started',
      time: at(index),
      data: { specimen_id: `R7:${100 + index}`, assay: index % 2 === 0 ? 'CBC' : 'HBA1C' },
    })),
  ),
  sample(
    'a result with all there is to say',
    resulted('S-3003', 'BMP', [
      {
        analyte: 'K',
        value: 6.9,
        unit: 'mmol/L',
        reference_range: '3.5-5.1',
        flags: ['HH'],
        critical: true,
        status: 'final',
        observed_at: at(29),
        comment: 'haemolysed? repeat “drawn”',
      },
    ]),
  ),
  sample(
    'a panel',
    resulted(
      'S-3004',
      'CBC',
      ['WBC', 'RBC', 'HGB', 'HCT', 'MCV', 'MCH', 'MCHC', 'RDW', 'PLT', 'MPV'].map(
        (analyte, nth) => ({
          analyte,
          value: `${(nth + 1) * 3.7}`,
          unit: '10*3/uL',
        }),
      ),
    ),
  ),
  sample('bounds', resulted('S-3005', 'CRP', [{ analyte: 'CRP', value: '<0.01', unit: 'mg/L' }])),
  sample(
    'a finding in words',
    resulted('S-3006', undefined, [
      { analyte: 'SARS2', value: 'nicht nachgewiesen', flags: ['N'] },
    ]),
  ),
  sample(
    'preliminary, then final, in one message',
    [
      resulted('S-3007', 'BC', [{ analyte: 'GRAM', value: 'GPC', status: 'preliminary' }]),
      resulted('S-3007', 'BC', [{ analyte: 'GRAM', value: 'GPC in clusters', status: 'final' }]),
    ],
    2,
  ),
  sample(
    'a correction and a cancellation',
    resulted('S-3008', 'LFT', [
      { analyte: 'ALT', value: 41, status: 'corrected' },
      { analyte: 'AST', value: 'haemolysed', status: 'cancelled' },
    ]),
  ),
  sample('a failure', {
    type: 'specimen.failed',
    time: at(33),
    data: { specimen_id: 'S-3009', assay: 'PT', error_code: 'E102', message: 'Clot in the probe' },
  }),
  sample('a failure in few words', {
    type: 'specimen.failed',
    data: { specimen_id: 'S-3010', error_code: 'QNS' },
  }),
  sample('a move', { type: 'container.moved', time: at(40), data: move }),
  sample('a move with its step', {
    type: 'container.moved',
    data: {
      ...move,
      step: { name: 'Transfer', device: 'Arm', start: at(39), finish: at(40), status: 'finished' },
    },
  }),
  sample('a step begins', {
    type: 'step.started',
    time: at(41),
    data: {
      name: 'Absorbance 450',
      device: 'PlateReader',
      start: at(41),
      status: 'running',
      container: 'PLT-000123',
      data: { fct: 'read_plate', wavelength: 450, wells: ['A1', 'A2'], deep: { shake: true } },
    },
  }),
  sample('a step that moves', {
    type: 'step.started',
    data: {
      kind: 'MOVE',
      name: 'Transfer',
      device: 'Arm',
      start: at(41),
      status: 'running',
      origin_device: 'Hotel 1',
      origin_pos: 3,
      target_device: 'PlateReader',
      target_pos: 0,
      lidded_before: true,
    },
  }),
  sample('a step ends', {
    type: 'step.finished',
    time: at(43),
    data: { id: '0195a3c2-7d1e-7c40-8a55-0f3c9b1e2d44', finish: at(43), status: 'finished' },
  }),
  sample('a shift in one message', [
    { type: 'device.state', time: at(0), data: { code: 'PU' } },
    { type: 'device.heartbeat', time: at(1) },
    { type: 'device.state', time: at(2), data: { code: 'OP' } },
    { type: 'specimen.started', time: at(3), data: { specimen_id: 'S-3011', assay: 'GLU' } },
    resulted('S-3011', 'GLU', [{ analyte: 'GLU', value: '5,4', unit: 'mmol/l' }]),
    { type: 'specimen.started', time: at(5), data: { specimen_id: 'S-3012', assay: 'GLU' } },
    { type: 'specimen.failed', time: at(6), data: { specimen_id: 'S-3012', error_code: 'E7' } },
    { type: 'device.state', time: at(7), data: { code: 'ES' } },
  ]),
  sampleOf(
    'escapes and characters of many scripts',
    String.raw`{"type":"specimen.failed","data":{"specimen_id":"S-3013","error_code":"E9","message":"Küvette 🧪 \u00e4\n\t\"leer\" Ошибка 試薬"}}`,
  ),
  sampleOf(
    'a byte-order mark and much white space',
    '\ufeff\r\n  [ \t{ "type" : "device.heartbeat" ,\r\n "data" : { } } ]\r\n\r\n',
  ),
];
