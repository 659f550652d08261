import {
  bareAstm,
  framedAstm,
  sayAstmControl,
  sayAstmReport,
} from '@/lib/instruments/simulate/say-astm';
import { sayHl7Report, sayHl7State } from '@/lib/instruments/simulate/say-hl7';
import {
  jsonBody,
  sayFailed,
  sayHeartbeat,
  sayResults,
  sayStarted,
  sayState,
} from '@/lib/instruments/simulate/say-json';
import type { SaidReport, SaidResult, Sender } from '@/lib/instruments/simulate/said';
import type { Speaks } from '@/lib/instruments/simulate/simulated-device';
import type { MessageFormat } from '@/lib/platform/db/generated/enums';
import { hash32 } from '../random';
import type { ScenarioDevice } from '../scenario';
import type { RecentTest } from './recent-work';

/** A device that speaks, and how. */
export type Speaker = { name: string; speaks: Speaks };

/** A message as a device sent it. */
export type Spoken = {
  device: string;
  format: MessageFormat;
  bytes: Uint8Array;
  /** When it came, ms since 1970. */
  at: number;
};

export const FORMATS: Readonly<Record<Speaks, MessageFormat>> = {
  json: 'json',
  hl7: 'hl7',
  mllp: 'hl7',
  astm: 'astm',
  'astm frames': 'astm',
};

export function speakersOf(devices: readonly ScenarioDevice[]): Speaker[] {
  return devices.flatMap(({ name, speaks }) => (speaks ? [{ name, speaks }] : []));
}

const encoder = new TextEncoder();
const sender = ({ name }: Speaker): Sender => ({ application: name, facility: 'LGL' });

/** MSH-10 and H-3: what no other message of the device has. */
const controlId = ({ name }: Speaker, what: string, at: number) =>
  String(hash32(`${name}/${what}/${at}`)).padStart(10, '0');

function spoken({ name, speaks }: Speaker, body: string | Uint8Array, at: number): Spoken {
  const bytes = typeof body === 'string' ? encoder.encode(body) : body;
  return { device: name, format: FORMATS[speaks], bytes, at };
}

/** What the middleware sends of a patient besides: nobody's name here, masked where it is shown. */
const PATIENT = 'PID|1||0000000^^^LGL^MR||Test^Patient||19700101|U\r';

/** A report with the results of a test; `more` segments follow the specimen of HL7. */
export function sayReport(speaker: Speaker, report: SaidReport, at: number): Spoken {
  const id = controlId(speaker, `${report.specimen}${report.tests[0]?.assay ?? ''}`, at);
  switch (speaker.speaks) {
    case 'json':
      return spoken(speaker, jsonBody(sayResults(report)), at);
    case 'hl7':
      return spoken(speaker, sayHl7Report(sender(speaker), report, id), at);
    case 'mllp': {
      const said = sayHl7Report(sender(speaker), report, id);
      return spoken(speaker, said.replace('\rSPM|', `\r${PATIENT}SPM|`), at);
    }
    case 'astm':
      return spoken(speaker, bareAstm(sayAstmReport(sender(speaker), report, id)), at);
    case 'astm frames':
      return spoken(speaker, framedAstm(sayAstmReport(sender(speaker), report, id)), at);
  }
}

/** The same, its frames damaged on the line. */
export function sayDamaged(speaker: Speaker, report: SaidReport, at: number): Spoken {
  const id = controlId(speaker, report.specimen, at);
  return spoken(speaker, framedAstm(sayAstmReport(sender(speaker), report, id), true), at);
}

/** What it says of its state: nothing, where it speaks ASTM. */
export function sayStateOf(speaker: Speaker, code: string, at: number): Spoken[] {
  const time = new Date(at);
  switch (speaker.speaks) {
    case 'json':
      return [spoken(speaker, jsonBody([sayState(code, time)]), at)];
    case 'hl7':
    case 'mllp':
      return [
        spoken(speaker, sayHl7State(sender(speaker), code, time, controlId(speaker, code, at)), at),
      ];
    case 'astm':
    case 'astm frames':
      return [];
  }
}

/** ESU^U01 that says no state, but that something is the matter. */
export function sayWarning(speaker: Speaker, text: string, at: number): Spoken {
  const said = sayHl7State(sender(speaker), '', new Date(at), controlId(speaker, 'W', at));
  const warned = said.replace(/\^\^HL70365\r$/, '||W^Warning^HL70367\r');
  return spoken(speaker, `${warned}NTE|1||${text}\r`, at);
}

export function sayControlRun(
  speaker: Speaker,
  control: { name: string; assay: string; result: SaidResult },
  at: number,
): Spoken {
  const records = sayAstmControl(sender(speaker), control, controlId(speaker, 'QC', at));
  return spoken(speaker, speaker.speaks === 'astm' ? bareAstm(records) : framedAstm(records), at);
}

export const sayStart = (speaker: Speaker, number: string, assay: string, at: number): Spoken =>
  spoken(speaker, jsonBody([sayStarted(number, assay, new Date(at))]), at);

export const sayAlive = (speaker: Speaker, at: number): Spoken =>
  spoken(speaker, jsonBody([sayHeartbeat(new Date(at))]), at);

export const sayFailure = (
  speaker: Speaker,
  { number, assay }: { number: string; assay: string },
  error: { code: string; message: string },
  at: number,
): Spoken => spoken(speaker, jsonBody([sayFailed(number, assay, error, new Date(at))]), at);

/** A line that broke off in the middle of what was said. */
export function cutOff({ bytes, ...said }: Spoken, share: number): Spoken {
  return { ...said, bytes: bytes.slice(0, Math.floor(bytes.length * share)) };
}

/** What a device found, as it tells it when the test was done. */
export function reportOf(
  test: RecentTest,
  at: number,
  changes: Partial<SaidResult> = {},
): SaidReport {
  const time = new Date(at);
  return {
    specimen: test.number,
    specimenType: test.specimenType,
    collectedAt: test.collectedAt === null ? null : new Date(test.collectedAt),
    tests: [
      {
        assay: test.assay,
        results: test.results.map(({ analyte, value, unit, range, flags }) => ({
          analyte,
          value,
          unit,
          referenceRange: range,
          flags,
          status: 'final' as const,
          at: time,
          ...changes,
        })),
      },
    ],
    at: time,
  };
}
