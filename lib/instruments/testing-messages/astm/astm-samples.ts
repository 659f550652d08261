import { intoFrames } from '../../astm/into-frames';
import { joined } from '../../astm/unframe';
import type { Sample } from '../sample';
import { ANALYZER_REPORTS } from './analyzer-reports';
import { OTHER_MESSAGES } from './other-messages';

const recordsOf = ({ bytes }: Sample) =>
  new TextDecoder()
    .decode(bytes)
    .split(/[\r\n]+/)
    .filter((record) => record !== '');

/** Some of the same as they come over a line: a frame a record, long ones in several, two at once. */
const FRAMED: readonly Sample[] = ANALYZER_REPORTS.flatMap((sample, index) => {
  const framed = intoFrames(recordsOf(sample), [240, 17, 64][index % 3]);
  return [{ name: `in frames, ${sample.name}`, bytes: framed }];
});
const [first, second] = FRAMED;

/** Distinct messages that look like those of real instruments and of a LIS. */
export const ASTM_SAMPLES: readonly Sample[] = [
  ...ANALYZER_REPORTS,
  ...OTHER_MESSAGES,
  ...FRAMED,
  {
    name: 'two transmissions',
    bytes: joined([first?.bytes ?? new Uint8Array(), second?.bytes ?? new Uint8Array()]),
  },
];
