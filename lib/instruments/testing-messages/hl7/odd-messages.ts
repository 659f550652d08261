import { segments, type SampleMessage } from './segments';

const GLUCOSE = [
  'MSH|^~\\&|POCT|WARD|LIS|LAB|20260304150000+0100||ORU^R01|P-1|P|2.5',
  'OBR|1||S26-004730|GLU^Glucose',
  'OBX|1|NM|GLU||5.1|mmol/L|3.9-5.6|N|||F',
] as const;

/** Messages that are read all the same: what is met in practice beside the standard. */
export const ODD_MESSAGES: readonly SampleMessage[] = [
  { name: 'in its frame', text: `\u000b${segments(...GLUCOSE)}\u001c\r` },
  { name: 'byte-order mark and CRLF', text: `\uFEFF${GLUCOSE.join('\r\n')}\r\n` },
  { name: 'line feeds and junk behind', text: `${GLUCOSE.join('\n')}\n\n??\u0000\u0000\u001a` },
  {
    name: 'segments of its own, and empty lines',
    text: segments(
      GLUCOSE[0],
      'SFT|Maker|1.0',
      'ZPI|1|own~things^and&more|\\Z01\\',
      '',
      GLUCOSE[1],
      'ZRE|x',
      GLUCOSE[2],
      'ZZZ',
      'DSP|||a page',
    ),
  },
  {
    name: 'attachments and an observation of nobody',
    text: segments(
      'MSH|^~\\&|SCAN|PATH|LIS|LAB|20260304153000+0100||OUL^R22^OUL_R22|W-1|P|2.8',
      'OBX|1|NM|8867-4^Heart rate^LN||72|/min|||||F',
      'SPM|1|S26-004731|S26-0047|SKIN^Skin|||||||P',
      'OBX|2|NM|WEIGHT||3.4|g|||||F',
      'OBR|1|||SCAN^Slide scan',
      'OBX|3|RP|SLIDE^Slide||http://viewer/slide?a=1\\T\\b=2^^IM^SVS||||||F',
      'OBX|4|ED|THUMB^Thumbnail||^IM^JPEG^Base64^VGhpcyBpcyBhIHRlc3Q=||||||F',
    ),
  },
  {
    name: 'escapes in values and codes',
    text: segments(
      'MSH|^~\\&|MIC|R&D|LIS|LAB|20260304154500+0100||ORU^R01|X-1|P|2.5.1||||||8859/1',
      'OBR|1||S26-004732|A\\S\\B\\T\\C\\R\\D\\F\\E\\E\\F^Odd code',
      'OBX|1|ST|N\\.br\\1||C:\\temp\\x \\H\\bold\\N\\ \\XB5\\g \\Zmine\\ \\||||||F',
    ),
  },
  {
    name: 'Latin-1 in an old dialect',
    text: segments(
      'MSH|^~\\&|KLIN|LAB|LIS|LAB|20260304155500||ORU^R01|Z-1|P|2.3||||||8859/1',
      'OBR|1||S26-004733|B12^Vitamin B12|||20260304140000|||||||20260304143000',
      'OBX|1|NM|B12||211|µg/L|> 200|N|||F',
      'NTE|1||Für Station Öst geprüft',
    ),
  },
];
